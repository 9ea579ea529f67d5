import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };

/** Version of the engine; the bundler writes it in. */
export const VERSION: string = manifest.version;

/**
 * Commit of the action that belongs to this version, as `owner/name@<commit>`. The release writes it into the package, after
 * the commit is made; undefined in a copy of the sources, which has no release.
 */
export const ACTION: string | undefined = (manifest as { readonly action?: string }).action;

/** Set by the bundler. */
declare const HANDOFF_GATE_BUILD: string | undefined;

/**
 * Names the code that runs: only its own earlier answers count. undefined: it runs from
 * source, where two runs of one version need not be the same code.
 */
export const BUILD: string | undefined =
  typeof HANDOFF_GATE_BUILD === 'string' ? `${VERSION} ${HANDOFF_GATE_BUILD}` : undefined;

/**
 * A file that ships with the package (pages of rules, JSON Schemas): the sources, the bundle and its chunks lie at different
 * depths, so the root is where package.json is.
 */
export function packageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}

import { createHash } from 'node:crypto';
import type { ArtifactRef } from '../model/artifact-ref.ts';
import { LIMITS } from '../model/limits.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefContext, RefPorts } from './ref-context.ts';
import { mismatched, resolved, unresolved, unverifiable } from './resolution.ts';

type FileRef = Extract<ArtifactRef, { readonly kind: 'file' }>;

/**
 * A regular file of the head tree with those lines (threat C13): a link or a submodule stands for something else. A file
 * that this output did not change exists, but proves nothing about it: grade E1.
 */
export async function resolveFile(
  { path, lines, sha256 }: FileRef,
  {
    headTree,
    changedPaths,
    treeName = 'head tree',
  }: Pick<RefContext, 'headTree' | 'changedPaths' | 'treeName'>,
  { blobs }: Pick<RefPorts, 'blobs'>,
): Promise<RefResolution> {
  const entry = headTree.get(path);
  if (entry === undefined) return unresolved(`no file ${path} in the ${treeName}`);
  if (entry.mode === '120000') return mismatched(`${path} is a symbolic link in the ${treeName}`);
  if (entry.mode === '160000') return mismatched(`${path} is a submodule in the ${treeName}`);
  const [grade, state] = changedPaths.some((change) => change.path === path)
    ? (['E2', 'changed here'] as const)
    : (['E1', 'not changed here'] as const);
  const what = `file ${path} of the ${treeName}, ${state}`;
  if (lines === undefined && sha256 === undefined) return resolved(what, grade);
  const blob = (await blobs.read([entry.blob], LIMITS.sourceBytes)).get(entry.blob);
  if (blob === undefined) return unverifiable(`the content of ${path} is not in this repository`);
  if (blob.state === 'too-large')
    return unverifiable(
      `${path} has ${blob.bytes} bytes, more than the ${LIMITS.sourceBytes} read`,
    );
  if (blob.state === 'binary') return mismatched(`${path} is no text: it has no lines to point at`);
  const digest = createHash('sha256').update(blob.text).digest('hex');
  if (sha256 !== undefined && sha256 !== digest)
    return mismatched(`${path} has sha256 ${digest}, not ${sha256}`);
  if (lines === undefined) return resolved(`${what}, sha256 equal`, grade);
  const count = lineCount(blob.text);
  return lines[1] > count
    ? mismatched(`${path} has ${count} lines, not ${lines[1]}`)
    : resolved(`${what}, lines ${lines[0]}-${lines[1]} of ${count}`, grade);
}

/** As editors count: a last line without a line break counts, what follows the last line break does not. */
function lineCount(text: string): number {
  const breaks = text.split('\n').length - 1;
  return text === '' || text.endsWith('\n') ? breaks : breaks + 1;
}

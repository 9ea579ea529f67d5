import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { GrammarName, SyntaxHost } from '../../analysis/syntax.ts';
import { GateError } from '../../model/gate-error.ts';

/** Packages that hold more than the grammar of their own name. */
const PACKAGES = new Map<GrammarName, string>([['tree-sitter-tsx', 'tree-sitter-typescript']]);

/**
 * Grammars as the build lays them down: `dist/grammars/`, beside `dist/cli.js` and one above `dist/chunks/`. Run from
 * source there is no such folder, and the packages of a clone are read.
 * @param from URL of the module that looks.
 */
export function bundledGrammars(from: string = import.meta.url): SyntaxHost {
  return {
    async readGrammar(name) {
      for (const place of placesOf(name)) {
        const bytes = await readIfThere(new URL(place, from));
        if (bytes !== undefined) return bytes;
      }
      throw new GateError('internal', `The grammar file ${name}.wasm is not installed.`, {
        remedy: 'Install handoff-gate again; in a clone, run npm ci and npm run build.',
      });
    },
    now: () => performance.now(),
  };
}

function placesOf(name: GrammarName): readonly string[] {
  return [
    `./grammars/${name}.wasm`,
    `../grammars/${name}.wasm`,
    `../../../node_modules/${PACKAGES.get(name) ?? name}/${name}.wasm`,
  ];
}

async function readIfThere(place: URL): Promise<Uint8Array | undefined> {
  try {
    return await readFile(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

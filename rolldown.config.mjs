import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';

/** Grammars are loaded only for the languages of a diff, so they stand beside the bundle. */
const grammars = {
  name: 'grammars',
  writeBundle({ dir }) {
    mkdirSync(`${dir}/grammars`, { recursive: true });
    cpSync(
      'node_modules/web-tree-sitter/web-tree-sitter.wasm',
      `${dir}/grammars/web-tree-sitter.wasm`,
    );
    for (const [pkg, file = pkg] of [
      ['typescript'],
      ['typescript', 'tsx'],
      ['javascript'],
      ['python'],
      ['go'],
      ['java'],
      ['rust'],
      ['c'],
      ['ruby'],
    ]) {
      cpSync(
        `node_modules/tree-sitter-${pkg}/tree-sitter-${file}.wasm`,
        `${dir}/grammars/tree-sitter-${file}.wasm`,
      );
    }
  },
};

/** Names the engine: what answers stand on are these files and the packages in the lock. */
function buildId() {
  const digest = createHash('sha256');
  const files = readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts'));
  for (const name of files
    .map((file) => `src/${file}`)
    .concat('package-lock.json')
    .sort())
    digest.update(`${name}\0`).update(readFileSync(name)).update('\0');
  return digest.digest('hex').slice(0, 16);
}

/**
 * What judging in a repository needs stands in two files, each of the hundred that it would be costs half a millisecond:
 * the formats, which other commands read too, and the rest. The formats import nothing of the rest, so that either can be
 * loaded first.
 */
const JUDGING = ['src/shells/cli/commands/check.ts', 'src/shells/cli/workspace.ts'];

function chunkOf(id, graph) {
  const reached = (names) =>
    reachedFrom(
      names.map((name) => resolve(import.meta.dirname, name)),
      graph,
    );
  const judging = reached(JUDGING);
  if (!judging.has(id) || reached(['src/shells/cli/main.ts']).has(id)) return null;
  const formats = [...judging].filter((one) => /[\\/]src[\\/]model[\\/]/.test(one));
  return reachedFrom(formats, graph).has(id) ? 'formats' : 'judging';
}

/** Modules that these import, and what those import; what is imported when it is needed is left out. */
function reachedFrom(ids, graph) {
  const seen = new Set(ids);
  for (const id of seen) for (const next of graph.getModuleInfo(id).importedIds) seen.add(next);
  return seen;
}

export default defineConfig({
  input: { cli: 'src/shells/cli/main.ts', action: 'src/shells/action/main.ts' },
  preserveEntrySignatures: 'allow-extension',
  platform: 'node',
  transform: { define: { HANDOFF_GATE_BUILD: JSON.stringify(buildId()) } },
  // jsonc-parser's "main" is a UMD bundle that requires its own files at run time.
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: 'dce-only',
    banner: '#!/usr/bin/env node',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    cleanDir: true,
    codeSplitting: {
      groups: [{ name: chunkOf, debugName: 'judging', includeDependenciesRecursively: false }],
    },
  },
  plugins: [grammars],
  // What is left out is known: the parser's loader calls eval for a kind of module that we have none of, and the demo loads
  // at its start what other commands load when it is needed.
  logLevel: 'warn',
  checks: { eval: false, ineffectiveDynamicImport: false },
});

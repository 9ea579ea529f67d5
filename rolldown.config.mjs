import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
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

export default defineConfig({
  input: { cli: 'src/shells/cli/main.ts' },
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
  },
  plugins: [grammars],
});

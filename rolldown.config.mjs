import { cpSync, mkdirSync } from 'node:fs';
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

export default defineConfig({
  input: { cli: 'src/shells/cli/main.ts' },
  platform: 'node',
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

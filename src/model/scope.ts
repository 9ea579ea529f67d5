import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { PathText } from './repo-path.ts';
import { text } from './text-field.ts';
import { quote } from './wording.ts';

/** A path, or a glob of the restricted grammar; which globs are allowed is judged at Gate 1 (threats D14, D15). */
export const Pattern = z.string().min(1).max(LIMITS.patternBytes);

const patterns = z.array(Pattern).max(LIMITS.patterns);

/** What the executor may touch. Everything else is out of scope. */
export const Scope = z.strictObject({
  files: patterns.default([]).describe('Existing files that the task may change, or globs'),
  create: patterns.default([]).describe('Files that the task creates'),
  symbols: z
    .record(PathText, z.array(text(200)).min(1).max(64))
    .default({})
    .describe('Permission for single functions or classes inside a file: path → names'),
  read: patterns.default([]).describe('Context only; never a permission to change'),
});
export type Scope = z.infer<typeof Scope>;

/** Everything that a scope lets an executor touch, in whole or in part. */
export function openedBy({ files, create, symbols }: Scope): readonly string[] {
  return [...new Set([...files, ...create, ...Object.keys(symbols)])];
}

/** The seed's words, `src/db/connection.ts only`, read into the list of paths that they name. */
export const ScopeWords = z
  .string()
  .min(1)
  .max(2_000)
  .transform((words, context): string[] => {
    const read = readScopeWords(words);
    if ('paths' in read) return [...read.paths];
    context.issues.push({ code: 'custom', message: read.problem, input: words });
    return z.NEVER;
  });

/** The whole map, or the seed's words. */
export const ScopeField = z.union([
  Scope,
  ScopeWords.transform((files): Scope => ({ files, create: [], symbols: {}, read: [] })),
]);

/**
 * Paths out of `src/db/connection.ts only` or `src/a.ts, src/b.ts and docs/** only`.
 * @returns the paths, or why the words name none, to stand behind "it".
 */
export function readScopeWords(
  words: string,
): { readonly paths: readonly string[] } | { readonly problem: string } {
  const paths = words
    .replace(/\s+only\.?\s*$/i, '')
    .split(/[,;\n]|\sand\s/)
    .map((part) =>
      part
        .trim()
        .replace(/^[-*+]\s+/, '')
        .replace(/^`(.*)`$/, '$1'),
    )
    .filter((part) => part !== '');
  const odd = paths.find((path) => /\s/.test(path) || path.length > LIMITS.patternBytes);
  if (odd !== undefined) {
    return {
      problem: `must name paths, like "src/db/connection.ts only"; ${quote(odd)} is no path`,
    };
  }
  return paths.length === 0 || paths.length > LIMITS.patterns
    ? { problem: `must name 1 to ${LIMITS.patterns} paths, like "src/db/connection.ts only"` }
    : { paths };
}

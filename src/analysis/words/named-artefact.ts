import type { Scope } from '../../model/scope.ts';
import { readWords } from './statement-words.ts';

/**
 * Whether an objective says what it is about: by a path, code, a flag, an identifier or a quoted title, or by a word of
 * the scope's own paths and symbols ("connection pool" for src/db/connection.ts). Words are compared by their beginning,
 * so that "sessions" names src/session.ts.
 */
export function namesArtefact(objective: string, scope: Scope): boolean {
  const words = readWords(objective);
  const parts = partsOf(scope);
  return words.some(({ kind, text, plain }) => {
    if (kind === 'quote' || (kind === 'name' && NAME.test(text))) return true;
    return (
      kind === 'word' && plain.split('-').some((word) => parts.some((part) => alike(word, part)))
    );
  });
}

/** Code, a path, a flag, a call, camelCase; `i18n` and `v2` name nothing. */
const NAME = /[`/._()]|^--?\w|\p{Ll}\p{Lu}/u;

/** Folders that say where code lives, not what it is. */
const PLACES = new Set(
  `app apps bin cmd common core dist doc docs example examples helper helpers index internal lib libs main misc module modules
   package packages pkg scripts server shared source spec specs src test tests tool tools type types util utils vendor
   json yaml yml toml html css scss jsx tsx mjs cjs`.split(/\s+/),
);

function partsOf({ files, create, symbols }: Scope): readonly string[] {
  const names = [...files, ...create, ...Object.keys(symbols), ...Object.values(symbols).flat()];
  const parts = names.flatMap((name) =>
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}]+/u),
  );
  return [...new Set(parts)].filter((part) => part.length > 2 && !PLACES.has(part));
}

/** Four letters in common at the beginning, or the whole of a shorter one. */
function alike(word: string, part: string): boolean {
  const least = Math.min(word.length, part.length);
  if (least < 3) return false;
  return (
    word.slice(0, Math.max(4, least)) === part.slice(0, Math.max(4, least)) ||
    (least > 5 && word.slice(0, 6) === part.slice(0, 6))
  );
}

/**
 * The most tokens that a text can be in o200k_base, without its 200,000 words: never fewer than there are, about half as
 * many again for our own sentences, and one a byte for what hostile text is made of. `test/report/token-bound.test.ts`
 * proves the three tables below  the vocabulary, and the whole  the tokenizer.
 */
export function tokenBound(text: string): number {
  return Array.from(text.matchAll(PIECES), ([piece]) => pieceBound(piece)).reduce(
    (sum, bound) => sum + bound,
    0,
  );
}

/** How o200k_base cuts a text before it looks anything up: no token crosses a cut. From openai/tiktoken, `openai_public.py`. */
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const BEFORE = '[^\\r\\n\\p{L}\\p{N}]?';
const AFTER = "(?:'(?:[sS]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD]))?";
const PIECES = new RegExp(
  [
    `${BEFORE}${UPPER}*${LOWER}+${AFTER}`,
    `${BEFORE}${UPPER}+${LOWER}*${AFTER}`,
    '\\p{N}{1,3}',
    ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*',
    '\\s*[\\r\\n]+',
    '\\s+(?!\\S)',
    '\\s+',
  ].join('|'),
  'gu',
);

/** Marks of JSON between texts that are one token each. */
export const MARKS: ReadonlySet<string> = new Set([
  '":"',
  '","',
  '":',
  ',"',
  '":["',
  '{"',
  '"},{"',
]);

/** Words that are one token, alone and after a blank, and at most two after one of PREFIXES. */
export const WORDS: ReadonlySet<string> = new Set(
  `about act add after again all allowed analysis and another answer approve approved are artifact ask at attempt
   auth back base because before belongs binding block both bound branch budget but by byte bytes can cannot case
   change changed changes characters check claim close commit common completed config constraint constraints
   content contract copy could count covered covers criteria criterion current data db delete did docs does draft
   each edit engine every executor exists expected facts failed fails failure field file files finding first fix
   for form found from functions gate git give grade hand has have head held here holds how id if in index instead
   integration into is it its join json keep kind land left length less limit line lines link list lock make may
   merge min mode model module more most must name named names never new next no none not nothing now number
   objective of off on one only open or other others out output outside over own package pairs pass passed passes
   path paths pattern pending percent plan planner policy problem protected question questions read reason record
   repair repository required resolve resolved restore result return revision right role rule run runs same say
   schema scope share shared something source spec src start state step steps stop string subject symbol task tasks
   test tests text than that the them then there they this to tree ts two undefined unknown up use version was what
   when where which whole why with within without words work write wrong you`.split(/\s+/),
);

export const PREFIXES: ReadonlySet<string> = new Set(['"', '-', '/', '.', '(', '`', '_']);

/** Neighbouring letters that are no token together; every other pair of lower-case letters is one, and so is blank + letter. */
export const APART: ReadonlySet<string> = new Set(
  'bq gk gq jv jz kq kz lq nq qf qg qj qk qv qz rj tq wq wz xg xj xk xq xv xw yq zj zq zv'.split(
    ' ',
  ),
);

function pieceBound(piece: string): number {
  if (MARKS.has(piece) || /^\d{1,3}$/.test(piece)) return 1;
  const [, before, word = ''] = /^([^a-z]?)([a-z]+)$/.exec(piece) ?? [];
  if (before === undefined || !WORDS.has(word)) return chainsBound(piece);
  if (before === '' || before === ' ') return 1;
  return PREFIXES.has(before) ? 2 : chainsBound(piece);
}

const BREAKS = new RegExp(Array.from(APART, ([a, b]) => `(?<=${a})(?=${b})`).join('|'));

/**
 * When all merging is done, no two neighbours in a row make a token. In a chain of letters of which every two are a token,
 * single letters therefore never stand side by side: n letters are at most (2n + 1) / 3 tokens. Everything else is at
 * most one token a byte.
 */
function chainsBound(piece: string): number {
  const chains = piece.split(BREAKS).flatMap((part) => part.match(/^ ?[a-z]+|[a-z]+/g) ?? []);
  const merged = chains.map(({ length }) => length - Math.floor((2 * length + 1) / 3));
  return Buffer.byteLength(piece) - merged.reduce((sum, count) => sum + count, 0);
}

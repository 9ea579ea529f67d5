import { OPERATIONS, OUTCOME_VERBS } from './outcome-words.ts';
import { readWords, type StatementWord } from './statement-words.ts';

/**
 * Outcomes of an objective beyond the first, each by its verb and object: `and refactor the`. A verb counts where a new
 * clause begins with it. It does not count as part of a name ("search and replace dialog", "create, update and delete of
 * invoices"), when its object is the first outcome again ("and document it") or its proof ("and add tests"), or inside a
 * clause that describes the artefact ("a script that builds and …").
 */
export function secondOutcomes(objective: string): readonly string[] {
  const words = readWords(objective);
  return words.flatMap((word, at) => {
    if (at === 0 || word.kind !== 'word' || !OUTCOME_VERBS.has(word.plain)) return [];
    const joint = jointBefore(words, at);
    if (joint === undefined || isIntroduced(words, joint)) return [];
    if (isNoun(words, joint, at) || isDescribed(words, joint)) return [];
    const object = words.slice(at + 1);
    if (isSameThing(object) || isProof(object)) return [];
    return [[word, ...object.slice(0, 2)].map(({ text }) => text).join(' ')];
  });
}

const JOINTS: ReadonlySet<string> = new Set([
  'and',
  'then',
  'also',
  'plus',
  '&',
  '+',
  ',',
  ';',
  '.',
]);

/** Index of the first of the joints that stand right before; undefined = the verb goes on in its clause. */
function jointBefore(words: readonly StatementWord[], at: number): number | undefined {
  let first: number | undefined;
  for (let before = at - 1; before > 0; before -= 1) {
    if (!JOINTS.has(String(words[before]?.plain))) break;
    first = before;
  }
  return first;
}

/** Joints of a list; "then" and a full stop begin something new. */
const LISTING: ReadonlySet<string> = new Set(['and', ',', '&', '+']);
const INTRODUCTIONS: ReadonlySet<string> = new Set(
  'after as because before for if in on since to when where while with'.split(' '),
);

/** "For builds on macOS, add a counter": what comes before the joint is no outcome. */
function isIntroduced(words: readonly StatementWord[], joint: number): boolean {
  const start = words.slice(0, joint).findLastIndex(({ text }) => text === '.' || text === ';') + 1;
  return INTRODUCTIONS.has(String(words[start]?.plain));
}

const NO_OBJECT = new Set(['of', 'in', 'for', 'to', 'from', 'on', 'at', 'by', 'with', 'as']);

/** "read and write locks": it follows another operation; "drag and drop of rows": nothing follows that it could act on. */
function isNoun(words: readonly StatementWord[], joint: number, at: number): boolean {
  const before = String(words[joint - 1]?.plain);
  const listed = words.slice(joint, at).every(({ plain }) => LISTING.has(plain));
  const next = words[at + 1];
  return (
    (listed && (OUTCOME_VERBS.has(before) || OPERATIONS.has(before))) ||
    next === undefined ||
    next.kind === 'mark' ||
    NO_OBJECT.has(next.plain)
  );
}

/** A clause about the artefact reaches to the next mark. */
function isDescribed(words: readonly StatementWord[], joint: number): boolean {
  if (words[joint]?.kind === 'mark') return false;
  const clause = words.slice(0, joint).findLastIndex(({ kind }) => kind === 'mark') + 1;
  return words
    .slice(clause, joint)
    .some(({ plain }) => ['that', 'which', 'who', 'when', 'where', 'if', 'how'].includes(plain));
}

const PRONOUNS = new Set(['it', 'them', 'its', 'their', 'this', 'that', 'these']);

function isSameThing([first]: readonly StatementWord[]): boolean {
  return PRONOUNS.has(String(first?.plain));
}

/** Tests of the same thing, not tests of another file. */
function isProof(object: readonly StatementWord[]): boolean {
  const tests = object
    .slice(0, 4)
    .findIndex(({ plain }) => /^(?:tests?|specs?|coverage)$/.test(plain));
  if (tests === -1) return false;
  const [next, after] = object.slice(tests + 1);
  return !(['for', 'of'].includes(String(next?.plain)) && after?.kind === 'name');
}

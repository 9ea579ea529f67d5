import { LIMITS } from '../model/limits.ts';
import { type FileFunctions, TOP_LEVEL } from './file-functions.ts';
import { FUNCTION_TABLES } from './function-tables.ts';
import { type CodeUnit, functionsOf, type SyntaxProblem } from './functions-of.ts';
import { groupBy } from './group-by.ts';
import { extensionOf, type Language, languageOf } from './language.ts';
import type { Source, SourceChange } from './source-change.ts';
import type { Syntax } from './syntax.ts';

/**
 * The units that differ between the two sides of a file. Law: sides that differ in a byte give a changed unit, a cosmetic
 * one, or a fallback (threat D16).
 *
 * A syntax error matters where something changed: units hold all of the text, so a unit that is equal on both sides is
 * equal whatever the parser made of it. In one that differs, an error that only one side has could hide where a function
 * ends; an old one (a macro of C, syntax that is newer than the grammar) hides no more than it did.
 */
export async function changedFunctions(
  syntax: Syntax,
  { path, base, head }: SourceChange,
): Promise<FileFunctions> {
  const language = languageOf(path);
  if (language === undefined) {
    const extension = extensionOf(path);
    const because = `is of no language that has a grammar here (${extension === '' ? 'no extension' : `.${extension}`})`;
    return { path, state: 'fallback', because };
  }
  const before = await unitsOf(syntax, base, language);
  const after = await unitsOf(syntax, head, language);
  if (before.state === 'fallback')
    return { path, ...before, because: `in its base ${before.because}` };
  if (after.state === 'fallback') return { path, ...after };
  const compared = compareUnits(before.units, after.units);
  if (compared.state === 'fallback') return { path, ...compared };
  const { changed, cosmetic, total } = compared;
  const hidden =
    changed.length + cosmetic.length === 0 && textOfSource(base) !== textOfSource(head);
  return { path, state: 'parsed', changed, cosmetic: hidden ? [TOP_LEVEL] : cosmetic, total };
}

type Units =
  | { readonly state: 'parsed'; readonly units: readonly CodeUnit[] }
  | { readonly state: 'fallback'; readonly because: string };

async function unitsOf(syntax: Syntax, source: Source, language: Language): Promise<Units> {
  if (source === undefined) return { state: 'parsed', units: [] };
  if (source.state !== 'text')
    return {
      state: 'fallback',
      because: `is ${source.state === 'binary' ? 'binary' : 'too large to read'}`,
    };
  if (source.text.split('\n').some((line) => line.length > LIMITS.sourceLine)) {
    return { state: 'fallback', because: `has a line longer than ${LIMITS.sourceLine} characters` };
  }
  const parsed = await syntax.parse(source.text, language);
  if (parsed.state === 'fallback') return parsed;
  return { state: 'parsed', units: functionsOf(parsed.root, FUNCTION_TABLES[language]) };
}

/** Blank lines, line ends and the order of units are in no unit: a change of only those is cosmetic. */
function textOfSource(source: Source): string | undefined {
  return source?.state === 'text' ? source.text : undefined;
}

function compareUnits(before: readonly CodeUnit[], after: readonly CodeUnit[]) {
  const base = byName(before);
  const head = byName(after);
  const names = [...new Set([...base.keys(), ...head.keys()])].sort();
  const changed: string[] = [];
  const cosmetic: string[] = [];
  for (const name of names) {
    const was = base.get(name) ?? [];
    const is = head.get(name) ?? [];
    if (same(texts(was), texts(is))) continue;
    const error = newError(was, is) ?? newError(is, was);
    if (error !== undefined) {
      const because = `has a syntax error that is not on both sides, line ${error.line} in ${name}`;
      return { state: 'fallback', because } as const;
    }
    (same(codes(was), codes(is)) ? cosmetic : changed).push(name);
  }
  return { state: 'parsed', changed, cosmetic, total: names.length } as const;
}

/** Overloads and repeated definitions stay in their order: of two definitions the last one counts. */
function byName(units: readonly CodeUnit[]): ReadonlyMap<string, readonly CodeUnit[]> {
  return groupBy(
    units.filter(({ text }) => text !== ''),
    ({ name }) => name,
  );
}

function newError(was: readonly CodeUnit[], is: readonly CodeUnit[]): SyntaxProblem | undefined {
  const known = was.flatMap(({ errors }) => errors.map(({ text }) => text));
  return is
    .flatMap(({ errors }) => errors)
    .find(({ text }) => {
      const at = known.indexOf(text);
      if (at !== -1) known.splice(at, 1);
      return at === -1;
    });
}

function texts(units: readonly CodeUnit[]): readonly string[] {
  return units.map((unit) => unit.text);
}

function codes(units: readonly CodeUnit[]): readonly string[] {
  return units.map((unit) => unit.code).filter((code) => code !== '');
}

function same(was: readonly string[], is: readonly string[]): boolean {
  return was.length === is.length && was.every((text, index) => text === is[index]);
}

import { type FileFunctions, TOP_LEVEL } from './file-functions.ts';
import { FUNCTION_TABLES } from './function-tables.ts';
import { type CodeUnit, functionsOf } from './functions-of.ts';
import { extensionOf, type Language, languageOf } from './language.ts';
import type { Source, SourceChange } from './source-change.ts';
import type { Syntax } from './syntax.ts';

/**
 * The units that differ between the two sides of a file. Law: sides that differ in a byte give a changed unit, a cosmetic
 * one, or a fallback (threat D16).
 *
 * A syntax error matters where something changed: units hold all of the text, so a unit that is equal on both sides is
 * equal whatever the parser made of it, but in a unit that differs the error could hide where a function ends.
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
    const broken = [...was, ...is].find((unit) => unit.errorLine !== undefined);
    if (broken !== undefined) {
      const because = `has a syntax error in line ${broken.errorLine}, and ${name} around it changed`;
      return { state: 'fallback', because } as const;
    }
    (same(codes(was), codes(is)) ? cosmetic : changed).push(name);
  }
  return { state: 'parsed', changed, cosmetic, total: names.length } as const;
}

/** Overloads and repeated definitions stay in their order: of two definitions the last one counts. */
function byName(units: readonly CodeUnit[]): ReadonlyMap<string, readonly CodeUnit[]> {
  const groups = new Map<string, CodeUnit[]>();
  for (const unit of units) {
    if (unit.text !== '') groups.set(unit.name, [...(groups.get(unit.name) ?? []), unit]);
  }
  return groups;
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

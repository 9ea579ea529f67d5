import { describe, expect, it } from '@jest/globals';
import { changedFunctions } from '../../src/analysis/changed-functions.ts';
import { type FileFunctions, symbolCovers, TOP_LEVEL } from '../../src/analysis/file-functions.ts';
import { FUNCTION_TABLES } from '../../src/analysis/function-tables.ts';
import { functionsOf } from '../../src/analysis/functions-of.ts';
import { languageOf } from '../../src/analysis/language.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';
import { DODGES } from './d16-function-dodge.corpus.ts';

/** What a rule sees outside the authorised function; a file that falls back is one unit of its own. */
function outside(result: FileFunctions): readonly string[] {
  if (result.state === 'fallback') return ['(whole file)'];
  return [...result.changed, ...result.cosmetic].filter((unit) => !symbolCovers('allowed', unit));
}

/** The counter without its defences: the functions of the head whose tokens are new; nothing where it cannot parse. */
async function naiveOutside(path: string, base: string, head: string): Promise<readonly string[]> {
  const language = languageOf(path);
  if (language === undefined) return [];
  const tokens = async (text: string): Promise<ReadonlyMap<string, string>> => {
    const parsed = await syntax.parse(text, language);
    if (parsed.state === 'fallback') return new Map();
    const units = functionsOf(parsed.root, FUNCTION_TABLES[language]);
    const functions = units.filter(
      ({ name, text: own }) => name !== TOP_LEVEL && /^[^{:]*\(/.test(own),
    );
    return new Map(functions.map((unit) => [unit.name, unit.text.replace(/\s+/g, '')]));
  };
  const before = await tokens(base);
  const after = await tokens(head);
  const changed = [...after].filter(([name, text]) => before.get(name) !== text);
  return changed.map(([name]) => name).filter((name) => !symbolCovers('allowed', name));
}

describe('a change outside the authorised function is never "0 functions" (threat D16)', () => {
  it.each(DODGES)('$how', async ({ path, base, head }) => {
    expect(outside(await changedFunctions(syntax, sourceChange(path, base, head)))).not.toEqual([]);
  });

  it.each(DODGES)('$how: gets past a counter without the defence', async ({ path, base, head }) => {
    expect(await naiveOutside(path, base, head)).toEqual([]);
  });
});

describe('the benign twin is the authorised function alone, or a file that cannot be told apart', () => {
  it.each(DODGES)('$how', async ({ path, base, twin }) => {
    const result = await changedFunctions(syntax, sourceChange(path, base, twin));
    if (result.state === 'parsed') expect(result.changed).toEqual(['allowed']);
    else expect(result.because).toMatch(/no language|longer than|nested deeper|larger than/);
  });
});

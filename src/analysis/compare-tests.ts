import { compareSettings, readSettingsChange, type SettingsChange } from './compare-settings.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { FUNCTION_TABLES } from './function-tables.ts';
import { type Language, languageOf } from './language.ts';
import type { Source, SourceChange } from './source-change.ts';
import type { Syntax } from './syntax.ts';
import { type PlacedInventory, type TestInventory, takeInventory } from './test-inventory.ts';
import { testRoleOf } from './test-role.ts';
import { TEST_TABLES } from './test-tables.ts';
import type { TestComparison, Weakening } from './test-weakening.ts';
import { compareInventories } from './tests/compare-inventories.ts';
import type { TestTable } from './tests/test-table.ts';

type Unjudged = TestComparison['unjudged'][number];

/**
 * How a change weakens the tests around it (threat C07): all changed files at once, so that a test that moves from one to
 * another is not a test removed. Lists are sorted, whatever the order of `changes`.
 */
export async function compareTests(
  syntax: Syntax,
  changes: readonly SourceChange[],
): Promise<TestComparison> {
  const inventories: PlacedInventory[] = [];
  const settings: SettingsChange[] = [];
  const snapshots: TestComparison[] = [];
  const unjudged: Unjudged[] = [];
  const keep = <T extends object>(read: T | Unjudged, list: T[]): void => {
    if ('because' in read) unjudged.push(read);
    else list.push(read);
  };
  for (const change of changes.toSorted((a, b) => compareTexts(a.path, b.path))) {
    const role = testRoleOf(change.path);
    if (role === 'settings') keep(await readSettingsChange(syntax, change), settings);
    if (role === 'snapshots') snapshots.push(compareSnapshots(change));
    if (role === 'tests' || role === 'support') {
      keep(await inventoriesOf(syntax, change, role), inventories);
    }
  }
  const weakenings = [
    ...compareInventories(inventories),
    ...compareSettings(settings),
    ...snapshots.flatMap((compared) => compared.weakenings),
  ];
  return {
    weakenings: weakenings.sort(byPlace),
    unjudged: [...unjudged, ...snapshots.flatMap((compared) => compared.unjudged)].sort(byPath),
  };
}

async function inventoriesOf(
  syntax: Syntax,
  { path, base, head }: SourceChange,
  role: 'tests' | 'support',
): Promise<PlacedInventory | Unjudged> {
  const language = languageOf(path);
  const table = language === undefined ? undefined : TEST_TABLES[language];
  if (language === undefined || table === undefined) {
    // Data beside tests is no test; tests in another language cannot be compared, and new ones need not be.
    return role === 'support' || base === undefined
      ? { path, base: undefined, head: undefined }
      : { path, because: 'holds tests in a language that has no grammar here' };
  }
  const was = await inventoryOf(syntax, base, language, table);
  const is = await inventoryOf(syntax, head, language, table);
  if (typeof was === 'string') return { path, because: `in its base ${was}` };
  if (typeof is === 'string') return { path, because: is };
  return { path, base: was, head: is };
}

/** @returns the reason when the text cannot be read. */
async function inventoryOf(
  syntax: Syntax,
  source: Source,
  language: Language,
  table: TestTable,
): Promise<TestInventory | undefined | string> {
  if (source === undefined) return undefined;
  if (source.state !== 'text') return 'is not a text that can be read';
  const parsed = await syntax.parse(source.text, language);
  if (parsed.state === 'fallback') return parsed.because;
  return takeInventory(parsed.root, FUNCTION_TABLES[language], table);
}

function byPath(a: Unjudged, b: Unjudged): number {
  return compareTexts(a.path, b.path);
}

function byPlace(a: Weakening, b: Weakening): number {
  return (
    compareTexts(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareTexts(a.kind, b.kind) ||
    compareTexts(a.subject, b.subject)
  );
}

/** By code units, on every machine alike. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

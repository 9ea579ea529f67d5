import type { RepoPath } from '../model/repo-path.ts';
import { languageOf } from './language.ts';
import { compareRuns, type PlacedRun } from './settings/compare-runs.ts';
import { compareValues } from './settings/compare-values.ts';
import { readProgram } from './settings/program-settings.ts';
import { readSettings } from './settings/read-settings.ts';
import type { Setting, SettingsReading } from './settings/setting.ts';
import { settingsFileOf } from './settings/settings-files.ts';
import { optionTraits, testRunsIn } from './settings/test-commands.ts';
import type { Source, SourceChange } from './source-change.ts';
import type { Syntax } from './syntax.ts';
import type { TestComparison, Weakening } from './test-weakening.ts';

/** A settings file read on both sides. */
export interface SettingsChange {
  readonly path: RepoPath;
  readonly base: readonly Setting[] | undefined;
  readonly head: readonly Setting[] | undefined;
}

/** Reads both sides of a settings file; the reason when one of them cannot be read. */
export async function readSettingsChange(
  syntax: Syntax,
  { path, base, head }: SourceChange,
): Promise<SettingsChange | TestComparison['unjudged'][number]> {
  const was = await settingsOf(syntax, path, base);
  const is = await settingsOf(syntax, path, head);
  if (was?.ok === false) return { path, because: `in its base ${was.because}` };
  if (is?.ok === false) return { path, because: is.because };
  return { path, base: was?.settings, head: is?.settings };
}

/** What the settings of test runs say less than before, over all changed files of settings. */
export function compareSettings(changes: readonly SettingsChange[]): readonly Weakening[] {
  return [
    ...changes.flatMap(comparedValues),
    ...compareRuns(
      changes.flatMap(({ path, base = [] }) => runsOf(path, base)),
      changes.flatMap(({ path, head = [] }) => runsOf(path, head)),
    ),
  ];
}

/** A programming language is read by its grammar, anything else as data. */
async function settingsOf(
  syntax: Syntax,
  path: string,
  source: Source,
): Promise<SettingsReading | undefined> {
  if (source === undefined) return undefined;
  if (source.state !== 'text') return { ok: false, because: 'is not a text that can be read' };
  const language = languageOf(path);
  if (language !== 'javascript' && language !== 'typescript')
    return readSettings(path, source.text);
  const parsed = await syntax.parse(source.text, language);
  return parsed.state === 'fallback'
    ? { ok: false, because: parsed.because }
    : { ok: true, settings: readProgram(parsed.root) };
}

function comparedValues({ path, base, head = [] }: SettingsChange): readonly Weakening[] {
  const file = settingsFileOf(path);
  if (file.manifest === true && base === undefined) return [];
  const judged = (settings: readonly Setting[]) =>
    settings.filter(({ key }) => file.values.test(key));
  return compareValues(path, judged(base ?? []), judged(head));
}

/** Commands that run tests; options of a runner are a run of their own, there on both sides. */
function runsOf(path: RepoPath, settings: readonly Setting[]): readonly PlacedRun[] {
  const { commands, options } = settingsFileOf(path);
  const lines = (wanted: RegExp) =>
    settings
      .filter(({ key }) => wanted.test(key))
      .map(({ key, values }) => ({ key, text: values.join('\n') }));
  const runs = lines(commands).flatMap(({ key, text }) =>
    testRunsIn(text).map((run) => ({ path, key, ...run })),
  );
  if (options === undefined) return runs;
  const traits = lines(options.key).flatMap(({ text }) => optionTraits(options.runner, text));
  return [...runs, { path, key: 'options', command: `options of ${options.runner}`, traits }];
}

import type { RepoPath } from '../../model/repo-path.ts';
import { excerpt, type Weakening, type WeakeningKind } from '../test-weakening.ts';
import type { Setting } from './setting.ts';
import { OPTIONS, SETTING_RULES, type SettingRule } from './setting-rules.ts';
import { type CommandReading, readCommands, readOptions } from './test-commands.ts';

/** What the settings of one file say of the tests less than before. Lines are unknown: settings are values, not text. */
export function compareSettingValues(
  path: RepoPath,
  base: readonly Setting[],
  head: readonly Setting[],
): readonly Weakening[] {
  return [
    ...SETTING_RULES.flatMap((rule) => applyRule(path, rule, base, head)),
    ...compareCommands(path, base, head),
  ];
}

type ByKey = ReadonlyMap<string, readonly string[]>;

function applyRule(
  path: RepoPath,
  rule: SettingRule,
  base: readonly Setting[],
  head: readonly Setting[],
): readonly Weakening[] {
  const was = valuesByKey(rule, base);
  const is = valuesByKey(rule, head);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [before, after] = difference(rule, was.get(key), is.get(key));
    return before === after ? [] : [weakening(path, rule.kind, key, before, after)];
  });
}

function valuesByKey(rule: SettingRule, settings: readonly Setting[]): ByKey {
  const byKey = new Map<string, readonly string[]>();
  for (const { key, values, runsTests } of settings) {
    if (!rule.key.test(key) || (rule.whereTestsRun && !runsTests)) continue;
    const seen =
      rule.value === undefined ? values : values.filter((value) => rule.value?.test(value));
    byKey.set(key, [...(byKey.get(key) ?? []), ...seen]);
  }
  return byKey;
}

/** What the rule calls weaker, as texts of both sides; equal texts: nothing. */
function difference(
  { change, kind }: SettingRule,
  was: readonly string[] | undefined,
  is: readonly string[] | undefined,
): readonly [string, string] {
  const none = ['', ''] as const;
  if (change === 'is')
    return (is?.length ?? 0) > (was?.length ?? 0) ? ['', String(is?.at(-1))] : none;
  if (change === 'added') return ['', added(was, is)];
  if (change === 'removed') return is === undefined ? none : [added(is, was), ''];
  const before = was?.[0] === undefined ? undefined : Number(was[0]);
  const after = is?.[0] === undefined ? undefined : Number(is[0]);
  if (change === 'lowered')
    return before !== undefined && !(Number(after) >= before)
      ? [String(before), String(after ?? 'gone')]
      : none;
  const first = kind === 'patience-raised' ? before : 0;
  return after !== undefined && after > (first ?? Number.POSITIVE_INFINITY)
    ? [String(before ?? ''), String(after)]
    : none;
}

function added(was: readonly string[] = [], is: readonly string[] = []): string {
  return is.filter((value) => !was.includes(value)).join(', ');
}

function compareCommands(
  path: RepoPath,
  base: readonly Setting[],
  head: readonly Setting[],
): readonly Weakening[] {
  const before = commandsOf(base);
  const after = commandsOf(head);
  const gone = before
    .flatMap(({ runs }) => runs)
    .filter((run) => !after.some(({ runs }) => runs.includes(run)));
  const fewer = countRuns(before) - countRuns(after);
  const known = new Map(
    before.flatMap(({ traits }) => traits).map(({ text, amount }) => [text, amount]),
  );
  const removed = gone
    .slice(0, Math.max(0, fewer))
    .map((run) => weakening(path, 'run-removed', 'command', run, ''));
  const traits = after.flatMap(({ key, traits: found }) =>
    found.map((trait) => ({ key, ...trait })),
  );
  return [
    ...removed,
    ...traits.flatMap(({ key, kind, text, amount }) => {
      const was = known.get(text);
      if (amount === undefined)
        return known.has(text) ? [] : [weakening(path, kind, key, '', text)];
      const weaker =
        kind === 'threshold-lowered'
          ? was !== undefined && amount < was
          : amount > (was ?? (/retr|rerun/.test(text) ? 0 : amount));
      return weaker ? [weakening(path, kind, key, `${text} ${was ?? 0}`, `${text} ${amount}`)] : [];
    }),
  ];
}

function commandsOf(settings: readonly Setting[]): readonly (CommandReading & { key: string })[] {
  return settings.flatMap(({ key, values }) => {
    const text = values.join('\n');
    return { key, ...(OPTIONS.test(key) ? readOptions(text) : readCommands(text)) };
  });
}

function countRuns(readings: readonly CommandReading[]): number {
  return readings.reduce((sum, { runs }) => sum + runs.length, 0);
}

function weakening(
  path: RepoPath,
  kind: WeakeningKind,
  subject: string,
  was: string,
  now: string,
): Weakening {
  return {
    kind,
    path,
    line: undefined,
    subject: excerpt(subject),
    was: excerpt(was),
    now: excerpt(now),
  };
}

import type { RepoPath } from '../../model/repo-path.ts';
import { excerpt, type Weakening } from '../test-weakening.ts';
import type { Setting } from './setting.ts';
import { SETTING_RULES, type SettingRule } from './setting-rules.ts';

/** What the values of one settings file say of the tests less than before. Settings are values, not text: they have no line. */
export function compareValues(
  path: RepoPath,
  base: readonly Setting[],
  head: readonly Setting[],
): readonly Weakening[] {
  return SETTING_RULES.flatMap((rule) => {
    const was = valuesByKey(rule, base);
    const is = valuesByKey(rule, head);
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
      const change = changeOf(rule, key, was.get(key), is.get(key));
      if (change === undefined) return [];
      const [before, after] = change;
      return [
        {
          kind: rule.kind,
          path,
          line: undefined,
          subject: excerpt(key),
          was: excerpt(before),
          now: excerpt(after),
        },
      ];
    });
  });
}

function valuesByKey(
  { key: named, value: wanted, whereTestsRun }: SettingRule,
  settings: readonly Setting[],
): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, string[]>();
  for (const { key, values, runsTests } of settings) {
    if (!named.test(key) || (whereTestsRun === true && !runsTests)) continue;
    const seen = byKey.get(key) ?? [];
    byKey.set(key, seen);
    for (const value of values) {
      if (wanted === undefined || wanted.test(value)) seen.push(value);
    }
  }
  return byKey;
}

/** Both sides of what the rule calls weaker; undefined: nothing is. */
function changeOf(
  { change }: SettingRule,
  key: string,
  was: readonly string[] | undefined,
  is: readonly string[] | undefined,
): readonly [string, string] | undefined {
  switch (change) {
    case 'is':
      return (is?.length ?? 0) > (was?.length ?? 0) ? ['', String(is?.at(-1))] : undefined;
    case 'added': {
      const fresh = missingIn(was, is);
      return fresh === '' ? undefined : ['', fresh];
    }
    case 'removed': {
      // Without the setting the runner takes what it takes by default.
      const gone = is === undefined ? '' : missingIn(is, was);
      return gone === '' ? undefined : [gone, ''];
    }
    case 'lowered':
      return was?.[0] !== undefined && !(numberOf(is?.[0]) >= numberOf(was[0]))
        ? [was[0], is?.[0] ?? 'gone']
        : undefined;
    case 'raised': {
      // A first timeout may be shorter than the runner's own; a first retry is one more than none.
      const before = was?.[0] ?? (/ret?r|flaky/i.test(key) ? '0' : undefined);
      return numberOf(is?.[0]) > numberOf(before) ? [String(before), String(is?.[0])] : undefined;
    }
  }
}

/** NaN, which is neither more nor less than anything, for what is no number. */
function numberOf(text: string | undefined): number {
  return Number(text?.replaceAll('_', ''));
}

function missingIn(known: readonly string[] = [], values: readonly string[] = []): string {
  const before = new Set(known);
  return values.filter((value) => !before.has(value)).join(', ');
}

import { controlPatterns } from '../../analysis/authorised-scope.ts';
import { commonPath, takeApart } from '../../analysis/common-path.ts';
import { foldPath } from '../../analysis/fold-path.ts';
import { coverOf, type ScopeCover } from '../../analysis/scope-cover.ts';
import { compileScope } from '../../analysis/scope-match.ts';
import { type PatternProblemCode, patternProblems } from '../../analysis/scope-pattern.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Policy } from '../../model/policy.ts';
import { openedBy, type Scope } from '../../model/scope.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const scopeBounded = taskEntryRule({
  id: 'task-entry/scope-bounded',
  holds:
    'The scope names files and modules in the grammar of scopes, and no more of them than the policy allows.',
  needs: ['spec', 'baseTree'],
  to: 'planner',
  mast: 'FM-2.3',
  seed: ['G1d'],
  threats: ['D11', 'D12', 'D14', 'D15', 'E07'],
  saw({ spec, baseTree }, policy) {
    const size = sizeOf(coverOf(spec.scope, baseTree));
    const patterns = counted(openedBy(spec.scope).length, 'pattern');
    return `${patterns} for ${counted(size, 'file')}, at most ${policy.scope['max-files']}`;
  },
  check: ({ spec: { scope }, baseTree }, policy) => [
    ...outsideTheGrammar(scope),
    ...reachingControl(sound(scope), policy),
    ...(openedBy(scope).length === 0 ? [OPENS_NOTHING] : []),
    ...tooMuch(coverOf(sound(scope), baseTree), policy.scope['max-files']),
  ],
});

function sizeOf({ existing, created }: ScopeCover): number {
  return existing.length + created.length;
}

function outsideTheGrammar(scope: Scope): readonly FindingDraft[] {
  const patterns = [...new Set([...openedBy(scope), ...scope.read])];
  return compileScope(patterns).problems.map(({ pattern, code, message }) => ({
    problem: code === 'too-many' ? `${message}.` : `${quote(pattern)} ${message}.`,
    fix: FIXES[code],
    at: { field: 'scope' },
    found: code === 'too-many' ? counted(patterns.length, 'pattern') : quote(pattern),
    facts: { pattern, code },
    key: code === 'too-many' ? code : `${code} ${pattern}`,
  }));
}

const FIXES: Readonly<Record<PatternProblemCode, string>> = {
  'too-many': `Split the task, or name the folder of its files; a scope has at most ${LIMITS.patterns} patterns.`,
  'too-long': 'Name the folder that holds the files.',
  'too-wild': `Name the folder; a pattern has at most ${LIMITS.patternStars} "*" and ${LIMITS.patternGlobstars} "**".`,
  unbounded: 'Begin the pattern with the folder that the task works in.',
  grammar: 'Write paths, or globs of "*", "?" and a whole segment "**", one entry each.',
  'not-canonical': 'Write the path as git lists it: from the root of the repository, with "/".',
  deceptive: 'Type the path again as it stands in the repository, letter by letter.',
};

/** What is within the grammar: one pattern that is not is one finding, whatever it would reach. */
function sound(scope: Scope): Scope {
  const only = (patterns: readonly string[]): string[] =>
    patterns.filter((pattern) => patternProblems(pattern).length === 0);
  return { ...scope, files: only(scope.files), create: only(scope.create) };
}

/** No spec can open these to an executor; one that tries would send it into output/role-boundary. */
function reachingControl(scope: Scope, policy: Policy): readonly FindingDraft[] {
  const controls = controlPatterns(policy);
  return openedBy(scope).flatMap((pattern) => {
    const opened = takeApart(foldPath(pattern));
    const reached = controls.find((one) => commonPath(opened, takeApart(foldPath(one))));
    if (reached === undefined) return [];
    return [
      {
        problem: `${quote(pattern)} reaches ${reached}: plan, specs, policy and trusted workflows belong to planners.`,
        fix: `Take ${quote(pattern)} out of the scope, and let a planner change these files outside of tasks.`,
        at: { field: 'scope' },
        expected: `nothing of ${shortList(controls)}`,
        found: quote(pattern),
        facts: { pattern, control: reached },
        key: `control ${pattern}`,
      },
    ];
  });
}

const OPENS_NOTHING: FindingDraft = {
  problem: 'The scope opens nothing: no file to change, none to create, no symbol.',
  fix: 'Name what the task changes under scope.files, or what it creates under scope.create.',
  at: { field: 'scope' },
  expected: 'at least one path',
  found: 'nothing',
  facts: { patterns: 0 },
  key: 'nothing',
};

function tooMuch(cover: ScopeCover, limit: number): readonly FindingDraft[] {
  const size = sizeOf(cover);
  if (size <= limit) return [];
  const shown = shortList([...cover.existing, ...cover.created]);
  return [
    {
      problem: `The scope covers ${counted(size, 'file')}; allowed are ${limit} (scope.max-files of the policy): ${shown}.`,
      fix: 'Split the task into smaller ones, or name only the files that it changes.',
      at: { field: 'scope' },
      expected: `at most ${counted(limit, 'file')}`,
      found: counted(size, 'file'),
      facts: { files: size, limit, globs: [...cover.globs] },
      key: 'size',
    },
  ];
}

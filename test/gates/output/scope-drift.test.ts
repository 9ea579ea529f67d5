import type { OutputFacts } from '../../../src/evidence/output-facts.ts';
import { scopeDrift } from '../../../src/gates/output/scope-drift.ts';
import {
  authorisedSpec,
  changed,
  outputFacts,
  path,
  task,
  tree,
} from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const files = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`);
/** `inside` and `outside` changed files with one changed function each; the spec authorises `authorised` files. */
const output = (
  inside: number,
  outside: number,
  authorised: number,
  also: Partial<OutputFacts> = {},
) => {
  const changes = [...files('lib', outside), ...files('src', inside)].map((text) => changed(text));
  return outputFacts({
    spec: authorisedSpec({ scope: { files: files('src', authorised) } }),
    changedPaths: changes,
    functions: changes.map((change) => ({
      path: change.path,
      state: 'parsed',
      changed: ['f'],
      cosmetic: [],
      total: 1,
    })),
    baseTree: tree(files('src', authorised)),
    ...also,
  });
};
/** An earlier output of the task: three files outside, and the rest of the scope inside. */
const salami = (part: number): OutputFacts['earlierDrift'] => {
  const units = (texts: readonly string[]) =>
    texts.flatMap((text) => [`file:${text}`, `function:${text}#f`]);
  const outside = units(files(`part-${part}`, 3));
  return { outside, changed: [...outside, ...units(files('src', 30).slice(17))] };
};
const together = (...parts: OutputFacts['earlierDrift'][]): OutputFacts['earlierDrift'] => ({
  outside: parts.flatMap((part) => part.outside),
  changed: parts.flatMap((part) => part.changed),
});

ruleTable(scopeDrift, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    { why: 'exactly at the limit: 1 of 5 changed (seed D2)', facts: output(4, 1, 9) },
    { why: 'exactly at the limit: 1 of 5 authorised', facts: output(5, 1, 5) },
    { why: 'exactly at the limit: 3 of 15, no binary fraction', facts: output(12, 3, 20) },
    { why: 'below the limit is told by output/scope-compliance', facts: output(9, 1, 20) },
    { why: 'exactly at another limit', facts: output(1, 1, 9), policy: { drift: { limit: 0.5 } } },
    {
      why: 'a clean output is not blamed for earlier ones of its task',
      facts: output(3, 0, 9, { earlierDrift: salami(1) }),
    },
    {
      why: 'a protected path has no budget and is told by its own rule',
      facts: outputFacts({
        changedPaths: [...outputFacts().changedPaths, changed('.github/workflows/ci.yml')],
      }),
    },
    {
      why: 'a path of another task, too',
      facts: output(1, 1, 9, {
        others: { scopes: [{ task: task('lib'), patterns: ['lib/**'] }], citations: [] },
      }),
    },
    {
      why: 'two outputs of 3 of 20: together exactly at the limit of 30 authorised (A09)',
      facts: output(17, 3, 30, { earlierDrift: salami(1) }),
    },
  ],
  fails: [
    {
      why: 'just over the limit: 1 of 4 changed',
      facts: output(3, 1, 9),
      findings: [
        {
          to: 'planner',
          expected: 'at most 20 %',
          found: '25 %',
          facts: {
            limit: 0.2,
            files: { outside: 1, of: 4, share: 0.25 },
            functions: { outside: 1, of: 4, share: 0.25 },
            outside: ['file:lib/0.ts', 'function:lib/0.ts#f'],
          },
        },
      ],
    },
    {
      why: '1 of 4 authorised, though 1 of 5 changed: the smaller counts (A08)',
      facts: output(4, 1, 4),
      findings: [{ found: '25 %' }],
    },
    { why: 'nothing inside at all', facts: output(0, 2, 9), findings: [{ found: '100 %' }] },
    {
      why: 'few files, many functions: 1 of 9 files, 8 of 16 functions',
      facts: output(8, 1, 20, {
        functions: [
          ...output(8, 0, 20).functions,
          {
            path: path('lib/0.ts'),
            state: 'parsed',
            changed: files('f', 8),
            cosmetic: [],
            total: 8,
          },
        ],
      }),
      findings: [{ found: '50 %' }],
    },
    {
      why: 'functions beside the opened ones of one file: 2 of 3',
      facts: outputFacts({
        spec: authorisedSpec({ scope: { symbols: { 'src/i.ts': ['a', 'b', 'c'] } } }),
        changedPaths: [changed('src/i.ts')],
        functions: [
          {
            path: path('src/i.ts'),
            state: 'parsed',
            changed: ['a', 'x', 'y'],
            cosmetic: [],
            total: 9,
          },
        ],
      }),
      findings: [{ found: '66.7 %' }],
    },
    {
      why: 'white space inside does not dilute: 1 of 4, and 20 files that were only indented (A08)',
      facts: output(23, 1, 40, { noise: new Set(files('src', 20).map((text) => path(text))) }),
      findings: [{ found: '25 %' }],
    },
    {
      why: 'the third output of 3 of 20: together 9 of 30 authorised (A09)',
      facts: output(17, 3, 30, { earlierDrift: together(salami(1), salami(2)) }),
      findings: [{ found: '30 %' }],
    },
    { why: 'a spec that opens nothing', facts: output(0, 1, 0), findings: [{ found: '100 %' }] },
  ],
});

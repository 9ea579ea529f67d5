import { driftOfOutput } from '../../src/evidence/drift-of-output.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { Policy } from '../../src/model/policy.ts';
import { attackOnDrift } from '../support/attack-on-drift.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { changed, gathered } from '../support/output-facts.ts';

/** One output of the task with some files outside, each alone within the limit. */
const slice = (...outside: string[]) => changedOutput(outside.map((path) => changed(path)));
/** What the record keeps of earlier outputs. */
const recorded = (...outputs: OutputFacts[]): OutputFacts['earlierDrift'] => {
  const units = outputs.map((facts) => driftOfOutput(gathered(facts), Policy.parse({})));
  return {
    outside: units.flatMap((one) => one?.outside ?? []),
    changed: units.flatMap((one) => one?.changed ?? []),
  };
};
const after = (facts: OutputFacts, ...earlier: OutputFacts[]) => ({
  ...facts,
  earlierDrift: recorded(...earlier),
});
const functions = (count: number) => {
  const facts = changedOutput([changed('src/index.ts')], {
    scope: moduleScope({ symbols: { 'src/index.ts': ['opened'] } }),
  });
  const names = Array.from({ length: count }, (_, index) => `beside${index}`);
  return {
    ...facts,
    functions: facts.functions.map((file) =>
      file.path === 'src/index.ts'
        ? { path: file.path, state: 'parsed' as const, changed: names, cosmetic: [], total: 40 }
        : file,
    ),
  };
};

attackOnDrift({
  threat: 'A09',
  attacks: [
    {
      why: 'the third of three, one file outside each',
      facts: after(slice('lib/c.ts'), slice('lib/a.ts'), slice('lib/b.ts')),
    },
    {
      why: 'the second of two, two files outside each',
      facts: after(slice('lib/c.ts', 'lib/d.ts'), slice('lib/a.ts', 'lib/b.ts')),
    },
    {
      why: 'one file more than before',
      facts: after(slice('lib/a.ts', 'lib/c.ts'), slice('lib/a.ts', 'lib/b.ts')),
    },
    {
      why: 'functions beside the opened one, some in each output',
      facts: after(functions(3), {
        ...functions(9),
        functions: functions(9).functions.map((file) =>
          file.path === 'src/index.ts' && file.state === 'parsed'
            ? { ...file, changed: file.changed.slice(3) }
            : file,
        ),
      }),
    },
  ],
  undefended: (facts) => ({ ...facts, earlierDrift: { outside: [], changed: [] } }),
  twins: [
    { why: 'the first one', facts: slice('lib/a.ts', 'lib/b.ts') },
    {
      why: 'the same file again in the next attempt',
      facts: after(slice('lib/a.ts', 'lib/b.ts'), slice('lib/a.ts', 'lib/b.ts')),
    },
    {
      why: 'an output that took back what it did outside',
      facts: after(slice(), slice('lib/a.ts', 'lib/b.ts'), slice('lib/c.ts')),
    },
  ],
});

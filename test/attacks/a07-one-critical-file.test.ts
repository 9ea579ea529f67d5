import { attackOnOutput } from '../support/attack.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { changed, plan, task } from '../support/output-facts.ts';

const MANY = Array.from({ length: 7 }, (_, index) => `src/auth/more-${index}.ts`);
/** Nineteen files as authorised, and one that no budget covers: 5 %. */
const among = (path: string, also: Parameters<typeof changedOutput>[1] = {}) =>
  changedOutput(
    [...MANY, path].map((text) => changed(text)),
    { scope: moduleScope({ files: MANY }), ...also },
  );
const others = {
  scopes: [{ task: task('data-layer-connection'), patterns: ['src/db/**'] }],
  citations: [],
};

attackOnOutput({
  threat: 'A07',
  rule: 'output/protected-paths',
  attacks: [
    {
      why: 'one workflow among nineteen honest files',
      facts: among('.github/workflows/release.yml'),
    },
    { why: 'one lock file', facts: among('package-lock.json') },
    { why: 'one hook', facts: among('.husky/pre-push') },
    { why: 'one file of another open task', facts: among('src/db/pool.ts', { others }) },
    {
      why: 'one file of another open task, in another case',
      facts: among('src/DB/pool.ts', { others }),
    },
    {
      why: 'one shared file',
      facts: among('src/schema.ts', { plan: plan({ shared: ['src/schema.ts'] }) }),
    },
    {
      why: 'one file that the policy protects',
      facts: among('infra/prod.tf'),
      policy: { protected: ['infra/**'] },
    },
  ],
  twins: [
    {
      why: 'twenty honest files',
      facts: among('src/auth/a.ts', { scope: moduleScope({ files: MANY }) }),
    },
    {
      why: 'the critical file is what the planner asked for',
      facts: among('package-lock.json', {
        scope: moduleScope({ files: [...MANY, 'package-lock.json'] }),
      }),
    },
  ],
});

attackOnOutput({
  threat: 'A07',
  rule: 'output/scope-compliance',
  attacks: [
    { why: 'one file of any size, 5 % of all', facts: among('infra/main.tf') },
    { why: 'one new file', facts: changedOutput([changed('lib/backdoor.ts', 'added')]) },
    { why: 'one deleted file', facts: changedOutput([changed('lib/audit.ts', 'deleted')]) },
  ],
  twins: [{ why: 'nothing outside', facts: changedOutput([]) }],
});

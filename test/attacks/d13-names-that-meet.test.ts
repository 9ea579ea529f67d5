import { attackOnOutput } from '../support/attack.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput, type Tale } from '../support/git-output.ts';

const WORK = 'export const more = 1;\n';
const output = (tale: Tale) => gitOutput(tale, { scope: moduleScope({ files: ['src/**'] }) });

attackOnOutput({
  threat: 'D13',
  rule: 'output/scope-compliance',
  attacks: [
    {
      why: 'a file that differs from another in case only',
      facts: await output((on) => on.edit('src/auth/OAuth.ts', WORK).commit()),
    },
    {
      why: 'a folder that does',
      facts: await output((on) => on.edit('src/Auth/more.ts', WORK).commit()),
    },
    {
      why: 'two new files',
      facts: await output((on) =>
        on.edit('src/auth/x.ts', WORK).edit('src/auth/X.ts', WORK).commit(),
      ),
    },
    {
      why: 'one name in two Unicode forms (D12)',
      facts: await output((on) =>
        on.edit('src/caf\u00e9.ts', WORK).edit('src/cafe\u0301.ts', WORK).commit(),
      ),
    },
    {
      why: 'full-width letters (D12)',
      facts: await output((on) => on.edit('src/auth/\uff45.ts', WORK).commit()),
    },
  ],
  twins: [
    {
      why: 'another name',
      facts: await output((on) => on.edit('src/auth/oauth2.ts', WORK).commit()),
    },
    {
      why: 'a file that only changes its case',
      facts: await output((on) => on.rename('src/auth/e.ts', 'src/auth/E.ts').commit()),
    },
  ],
});

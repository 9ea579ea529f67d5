import type { EarlierTask } from '../../src/evidence/task-entry-facts.ts';
import { workDigest } from '../../src/model/task-spec.ts';
import { attackOnEntry } from '../support/entry-attack.ts';
import { spec, task } from '../support/output-facts.ts';
import { taskEntryFacts } from '../support/task-entry-facts.ts';

const OBJECTIVE = spec().objective;
const after = (earlier: Partial<EarlierTask>) =>
  taskEntryFacts({
    earlier: [
      {
        task: task('auth-again'),
        work: 'another',
        objective: 'Return the session of a token in src/auth/session.ts',
        state: 'queued',
        ...earlier,
      },
    ],
  });

/** Bots that start each other: the same work under a new name, or the old name once more (MAST FM-1.3). */
attackOnEntry({
  threat: 'G12',
  rule: 'task-entry/not-a-repetition',
  attacks: [
    { why: 'the same objective under another id', facts: after({ objective: OBJECTIVE }) },
    {
      why: 'the same objective, already running',
      facts: after({ objective: OBJECTIVE, state: 'running' }),
    },
    {
      why: 'the same objective, landed long ago',
      facts: after({ objective: OBJECTIVE, state: 'landed' }),
    },
    {
      why: 'shouted, with other blanks and a full stop',
      facts: after({ objective: `  ${OBJECTIVE.toUpperCase().replaceAll(' ', '  ')}. ` }),
    },
    {
      why: 'the task itself, after it has landed',
      facts: after({ task: task('auth-oauth'), state: 'landed', work: workDigest(spec()) }),
    },
  ],
  twins: [
    {
      why: 'another outcome in the same file',
      facts: after({ objective: 'Log each refusal in src/auth/oauth.ts' }),
    },
    { why: 'other words, the same criteria: advice', facts: after({ work: workDigest(spec()) }) },
  ],
});

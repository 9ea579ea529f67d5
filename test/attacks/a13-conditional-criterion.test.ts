import { attackOnEntry } from '../support/entry-attack.ts';
import { entryOf } from '../support/task-entry-facts.ts';

/** Each beside a command that runs: nothing but the words is wrong. */
const saying = (text: string) =>
  entryOf({ 'acceptance-criteria': [{ id: 'AC1', text, verify: { command: 'npm test' } }] });

attackOnEntry({
  threat: 'A13',
  rule: 'task-entry/criteria-independent',
  attacks: [
    { why: 'once another task is merged', facts: saying('Passes once B is merged') },
    { why: 'after a numbered one', facts: saying('12 tests pass after task 4') },
    { why: 'as soon as a pull request lands', facts: saying('Green as soon as #231 lands') },
    { why: 'the id of another task', facts: saying('Reads from data-layer-connection') },
    {
      why: 'an assumption',
      facts: saying('Assuming the data layer is rewritten, `getUser()` returns a row'),
    },
    {
      why: 'the other agent',
      facts: saying('Both packages build after the other agent has pushed'),
    },
    {
      why: 'a requirement',
      facts: saying('Requires PR 19 to be merged; the CLI prints 2 versions'),
    },
  ],
  twins: [
    {
      why: 'a condition at run time',
      facts: saying('Once the token has expired, login returns 401'),
    },
    {
      why: 'the program is about pull requests',
      facts: saying('When a pull request is merged, one message is posted'),
    },
    {
      why: 'a file of another task',
      facts: saying('src/data-layer-connection/pool.ts is unchanged'),
    },
  ],
});

attackOnEntry({
  threat: 'A13',
  rule: 'task-entry/criteria-testable',
  attacks: [
    { why: 'an opinion beside a command', facts: saying('Errors are handled gracefully') },
    { why: 'a measure without a figure', facts: saying('Login is fast') },
    { why: 'it works', facts: saying('Login works') },
    {
      why: 'nothing that proves it',
      facts: entryOf({ 'acceptance-criteria': [{ id: 'AC1', text: 'Login returns 200' }] }),
    },
    {
      why: 'tests, but not which ones (seed C4)',
      facts: entryOf({ 'acceptance-criteria': 'All tests pass' }),
    },
  ],
  twins: [
    { why: 'what is seen', facts: saying('A wrong password is answered with 401') },
    { why: 'a figure', facts: saying('Login is fast: at most 50 ms in bench/login.ts') },
    {
      why: 'which tests, in words',
      facts: entryOf({ 'acceptance-criteria': '12 tests in auth.spec.ts pass' }),
    },
  ],
});

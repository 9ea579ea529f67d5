import { attackOnOutput } from '../support/attack.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput } from '../support/git-output.ts';

const INDEX = 'lib/auth.ts';
const fn = (name: string, value: number) => `export function ${name}() {\n  return ${value};\n}\n`;
const BEFORE = fn('check', 1) + fn('refuse', 2) + fn('allow', 3);
/** The spec opens `check` in lib/auth.ts, and nothing else there. */
const output = (text: string, file = INDEX) =>
  gitOutput(
    (on) =>
      on
        .on('main')
        .edit(file, BEFORE)
        .commit('Before')
        .on('handoff/auth-oauth')
        .merge('main')
        .edit(file, text)
        .commit(),
    {
      scope: moduleScope({ symbols: { [file]: ['check'] } }),
    },
  );
const CHECKED = BEFORE.replace('return 1', 'return 9');

attackOnOutput({
  threat: 'D16',
  rule: 'output/symbol-scope',
  attacks: [
    {
      why: 'another function changes too',
      facts: await output(CHECKED.replace('return 2', 'return 0')),
    },
    {
      why: 'a syntax error, so that no function can be counted',
      facts: await output(`${CHECKED.replace('return 2', 'return 0')}}`),
    },
    {
      why: 'minified to one line',
      facts: await output(`${CHECKED.replaceAll('\n', '')}${'/* */'.repeat(2_000)}`),
    },
    {
      why: 'code around the functions, in a string for eval',
      facts: await output(`${CHECKED}eval("refuse = () => 0");\n`),
    },
    {
      why: 'only a comment in another function, which can be a directive',
      facts: await output(CHECKED.replace('return 2', 'return 2 // @ts-ignore')),
    },
    { why: 'a new function beside it', facts: await output(`${CHECKED}${fn('checkAll', 0)}`) },
    {
      why: 'a language that nobody parses',
      facts: await output('fn check() void {}\nfn other() void {}\n', 'lib/auth.zig'),
    },
  ],
  twins: [
    { why: 'the function that is opened', facts: await output(CHECKED) },
    {
      why: 'a function inside of it',
      facts: await output(BEFORE.replace('return 1', 'const deep = () => 9;\n  return deep()')),
    },
  ],
});

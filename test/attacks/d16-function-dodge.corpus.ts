/**
 * Threat D16: ways to change code so that a counter of changed functions sees none outside `allowed`, the only function
 * that the spec authorises. Each `head` changes what the program does outside `allowed`; each `twin` is the same kind of
 * file changed in `allowed` alone.
 */
export interface Dodge {
  readonly how: string;
  readonly path: string;
  readonly base: string;
  readonly head: string;
  readonly twin: string;
}

const TS = `import { check } from './check';
export class Pool {
  limit = 10;
  [close]() { return check(this); }
  static { register(Pool); }
}
export function allowed() { return 1; }
export function secret() { return check(1); }
`;
const edit = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`the fixture lacks ${from}`);
  return text.replace(from, to);
};
const inAllowed = edit(TS, 'return 1;', 'return 2;');
const ts = (how: string, from: string, to: string): Dodge => ({
  how,
  path: 'src/pool.ts',
  base: TS,
  head: edit(TS, from, to),
  twin: inAllowed,
});

const SPACES = '        ';
const PYTHON = 'def allowed():\n    return 1\n\nif guard():\n    check()\n    run()\n';
const C = 'int secret(void) { return check(); }\nint allowed(void) { return 1; }\n';
const MINIFIED = `function allowed(){return 1}\n${'function a(){return check()};'.repeat(200)}\n`;
const KOTLIN = 'fun secret() = check()\nfun allowed() = 1\n';
const DEEP = `x = ${'('.repeat(1_100)}check()${')'.repeat(1_100)}\ndef allowed():\n    return 1\n`;
const HUGE = `def secret():\n    return check()\ndef allowed():\n    return 1\n${`# ${'x'.repeat(98)}\n`.repeat(11_000)}`;

export const DODGES: readonly Dodge[] = [
  ts('a syntax error in the head of the function hides it', 'secret() {', 'secret( { return 1;'),
  ts('a brace too few takes it into the authorised one', '{ return 1; }', '{ return 1;'),
  ts('a brace too many ends its class early', 'limit = 10;', 'limit = 99; }'),
  ts(
    'code in a string that is run',
    "import { check } from './check';",
    "import { check } from './check';\neval('check = () => 1');",
  ),
  ts('a method without a name to count by', 'return check(this)', 'return 1'),
  ts('a field of a class', 'limit = 10', 'limit = 1e9'),
  ts('the static block of a class', 'register(Pool)', 'unregister(Pool)'),
  ts(
    'a function replaced from outside',
    'export function allowed',
    'secret = alwaysTrue;\nexport function allowed',
  ),
  ts('a function taken away', 'export function secret() { return check(1); }\n', ''),
  ts('the import behind a name', "'./check'", "'./no-check'"),
  ts('a decorator above a class', 'export class', '@Unchecked\nexport class'),
  ts(
    'text behind a NUL, where a C program would stop',
    'return check(1); }\n',
    'return check(1); }\n\0\nexport { secret as check };\n',
  ),
  {
    how: 'the block that a line is in, where only tokens are compared',
    path: 'a.py',
    base: PYTHON,
    head: PYTHON.replace('    run()', 'run()'),
    twin: PYTHON.replace('return 1', 'return 2'),
  },
  {
    how: 'the preprocessor takes a function out',
    path: 'a.c',
    base: C,
    head: C.replace(
      'int secret(void) { return check(); }',
      '#if 0\nint secret(void) { return check(); }\n#endif',
    ),
    twin: C.replace('return 1', 'return 2'),
  },
  {
    how: 'a minified line of over 5,000 characters',
    path: 'a.js',
    base: MINIFIED,
    head: MINIFIED.replace('check()', '1'),
    twin: MINIFIED.replace('return 1', 'return 2'),
  },
  {
    how: 'a language without a grammar',
    path: 'Secret.kt',
    base: KOTLIN,
    head: KOTLIN.replace('check()', '1'),
    twin: KOTLIN.replace('= 1', '= 2'),
  },
  {
    how: 'deeper than a recursive walk bears',
    path: 'a.py',
    base: DEEP,
    head: DEEP.replace('check()', '1'),
    twin: DEEP.replace('return 1', 'return 2'),
  },
  {
    how: 'larger than what is read',
    path: 'a.py',
    base: HUGE,
    head: HUGE.replace('check()', '1'),
    twin: HUGE.replace('return 1', 'return 2'),
  },
  {
    how: 'an indent that only a tab stop explains',
    path: 'a.py',
    base: `def allowed():\n    return 1\nif guard():\n${SPACES}check()\n${SPACES}run()\n`,
    head: `def allowed():\n    return 1\nif guard():\n${SPACES}check()\n\trun()\n`,
    twin: `def allowed():\n    return 2\nif guard():\n${SPACES}check()\n${SPACES}run()\n`,
  },
];

import { describe, expect, test } from '@jest/globals';
import manifest from '../../../package.json' with { type: 'json' };
import { CATALOGUE } from '../../../src/shells/cli/catalogue.ts';
import { cli } from '../../support/cli.ts';
import { expectGolden } from '../../support/golden.ts';

const leaves = Object.values(CATALOGUE)
  .flat()
  .flatMap((entry) =>
    'entries' in entry
      ? entry.entries.map((leaf) => ({ words: [entry.name, leaf.name], leaf }))
      : [{ words: [entry.name], leaf: entry }],
  );

describe('help', () => {
  test('names every command, and the exit codes', async () => {
    const { code, out, err } = await cli(['--help']);
    expect([code, err]).toEqual([0, '']);
    expectGolden('cli/help.txt', out);
  });

  test.each(leaves.map(({ words }) => [words.join(' '), words] as const))(
    '%s --help has examples that start with that command',
    async (name, words) => {
      const { code, out, err } = await cli([...words, '--help']);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Usage: handoff-gate ${name}`);
      const examples = out.split('Examples:\n')[1]?.split('\n').filter(Boolean) ?? [];
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toContain('handoff-gate ');
      expect((await cli(['help', ...words])).out).toBe(out);
    },
  );

  test('a command shows only the global options that it honours', async () => {
    const { out } = await cli(['explain', '--help']);
    expect(out).toContain('--json');
    expect(out).not.toContain('--sarif');
  });
});

test.each(['--version', '-V'])('%s', async (flag) => {
  expect(await cli([flag])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
});

describe('wrong usage: exit 2, one line what, one line what to do, nothing on standard output', () => {
  test.each([
    ['no command', [], 'No command was given', 'handoff-gate --help'],
    ['a group without its command', ['gate'], 'No command was given', 'handoff-gate gate --help'],
    [
      'an unknown command of a group',
      ['gate', 'outptu'],
      '(Did you mean output?)',
      'handoff-gate gate --help',
    ],
    ['an unknown command', ['explan'], '(Did you mean explain?)', 'handoff-gate --help'],
    [
      'an unknown option',
      ['explain', '--jsn'],
      '(Did you mean --json?)',
      'handoff-gate explain --help',
    ],
    [
      'an unknown option of the program',
      ['--quite', 'explain'],
      '(Did you mean --quiet?)',
      '--help',
    ],
    [
      'a missing argument',
      ['record-tests'],
      "Missing required argument 'file'",
      'record-tests --help',
    ],
    ['too many arguments', ['explain', 'a', 'b'], 'Too many arguments', 'explain --help'],
    ['a missing value', ['record-tests', 'x', '--id'], 'argument missing', 'record-tests --help'],
    [
      'an option that changes nothing',
      ['explain', '--sarif', 'x'],
      'no use for --sarif',
      'Leave --sarif out',
    ],
    [
      'a directory that is not there',
      ['-C', '/nowhere', 'init'],
      'no directory /nowhere',
      'existing',
    ],
  ] as const)('%s', async (_, argv, what, remedy) => {
    const { code, out, err } = await cli(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: .+\nfix: .+\n$/);
    expect(err).toContain(what);
    expect(err).toContain(remedy);
  });

  test('with --json the same on standard output, for programs', async () => {
    const { code, out, err } = await cli(['explan', '--json']);
    expect(err).toContain('error: Unknown command');
    expect(JSON.parse(out)).toEqual({
      schema: 'handoff-error/v1',
      kind: 'usage',
      message: "Unknown command 'explan' (Did you mean explain?)",
      remedy: 'See what it takes with: handoff-gate --help',
      exit: code,
    });
  });

  test.each(['\x1b[2J', 'a\nerror: fine', '\u202e', '\x9b31m'])(
    'words of the command line drive no terminal (F03): %j',
    async (hostile) => {
      const { out, err } = await cli([hostile, '--json']);
      expect(err).not.toContain(hostile);
      expect(err.trimEnd().split('\n')).toHaveLength(2);
      expect(out).not.toContain(hostile);
      expect(JSON.parse(out).message).toContain(hostile.replace('\n', ' '));
    },
  );
});

test('a bug is exit 4, and tells its stack only on demand', async () => {
  const io = { cwd: '/', env: {}, out: { write: () => {}, terminal: undefined } };
  const { run } = await import('../../../src/shells/cli/run.ts');
  const told = async (env: Readonly<Record<string, string>>) => {
    let err = '';
    const write = (text: string) => {
      err += text;
    };
    const out = {
      ...io.out,
      write: () => {
        throw new TypeError('no such thing');
      },
    };
    const code = await run(['explain', 'pairs-merge'], {
      ...io,
      env,
      out,
      err: { write, terminal: undefined },
    });
    return { code, err };
  };
  const { code, err } = await told({});
  expect(code).toBe(4);
  expect(err).toBe(
    'error: This is a bug in handoff-gate: no such thing\nfix: Run it again with HANDOFF_GATE_DEBUG=1 and report what it prints.\n',
  );
  expect((await told({ HANDOFF_GATE_DEBUG: '1' })).err).toContain(
    'caused by TypeError: no such thing',
  );
});

describe('colour', () => {
  const coloured = async (
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
    columns?: number,
  ) => {
    const terminal = columns === undefined ? {} : { terminal: { columns } };
    return (await cli(['explain', 'pairs-merge', ...argv], { env, ...terminal })).out.includes(
      '\x1b[',
    );
  };

  test.each([
    ['a terminal', [], {}, 80, true],
    ['a pipe', [], {}, undefined, false],
    ['a pipe, forced', [], { FORCE_COLOR: '1' }, undefined, true],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, 80, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, 80, false],
    ['NO_COLOR that is empty', [], { NO_COLOR: '' }, 80, true],
    ['a dumb terminal', [], { TERM: 'dumb' }, 80, false],
  ] as const)('%s', async (_, argv, env, columns, expected) => {
    expect(await coloured(argv, env, columns)).toBe(expected);
  });
});

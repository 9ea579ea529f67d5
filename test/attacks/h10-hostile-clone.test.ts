import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { readNotes, writeNote } from '../../src/adapters/git/git-notes.ts';
import {
  currentBranch,
  DEFAULT_BRANCHES,
  defaultBranch,
  listRefs,
} from '../../src/adapters/git/git-refs.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../src/model/sha.ts';
import { type MadeRepo, repo, temporaryFolder } from '../support/repo.ts';

/** Threat H10: judging a hostile clone must not run, fetch or believe anything that its git directory brings along. */

const ATTRIBUTES = '*.ts diff=bait filter=bait merge=bait\n*.hidden -diff\n';
const clean = () =>
  repo({ 'a.ts': 'one\n', 'b.hidden': 'one\n', '.gitattributes': ATTRIBUTES })
    .branch('handoff/x')
    .edit('a.ts', 'two\n')
    .edit('b.hidden', 'two\n')
    .commit('Change')
    .note('contract')
    .make();

/** What is true of it: what the clone without a bait answers. */
let honest: unknown;
beforeAll(async () => {
  honest = await everything(clean());
});

/** All that the adapter can be asked, as data. */
async function everything(made: MadeRepo): Promise<unknown> {
  const repository = await openRepository(made.dir);
  try {
    const history = gitHistory(repository);
    const [main, head] = [made.sha('main') as Sha, made.sha('handoff/x') as Sha];
    const hunks = await history.hunks(main, head);
    await writeNote(repository, main, 'written');
    const notes = await readNotes(repository, [main, head], 1_000);
    return {
      names: await history.resolve(['main', 'handoff/x', 'HEAD']),
      bases: await history.mergeBases(main, head),
      changes: await history.changes(main, head),
      hunks: hunks.map((file) =>
        file.hunks === 'binary' ? file : { ...file, hunks: file.hunks.length },
      ),
      commits: await history.commits([main], head),
      tree: await history.tree(head),
      file: await gitBlobs(repository).file(head, 'a.ts', 1_000),
      notes: [...notes.values()],
      refs: (await listRefs(repository, ['refs/heads/'])).map(({ name }) => name),
      branch: [
        await currentBranch(repository),
        defaultBranch(await listRefs(repository, DEFAULT_BRANCHES))?.name,
      ],
    };
  } finally {
    await repository.close();
  }
}

/** Where a bait leaves its trace when it runs. */
interface Trap {
  readonly made: MadeRepo;
  readonly canary: string;
  /** A program that leaves the trace. */
  readonly script: string;
  config(name: string, value: string): void;
}

function trap(): Trap {
  const made = clean();
  const folder = temporaryFolder();
  const [canary, script] = [join(folder, 'canary'), join(folder, 'script')];
  writeFileSync(script, `#!/bin/sh\ntouch '${canary}'\n`, { mode: 0o755 });
  made.git('checkout', '-q', '-f', 'main');
  return { made, canary, script, config: (name, value) => made.git('config', name, value) };
}

/** Plain git may fail once the bait was taken. */
function attempt(made: MadeRepo, ...args: readonly string[]): void {
  try {
    made.git(...args);
  } catch {}
}

const withEnv: Record<string, string>[] = [];
afterEach(() => {
  for (const variables of withEnv.splice(0))
    for (const name of Object.keys(variables)) delete process.env[name];
});
function environment(variables: Record<string, string>): void {
  withEnv.push(variables);
  Object.assign(process.env, variables);
}

interface Bait {
  readonly what: string;
  readonly plant: (trap: Trap) => void;
  /** What plain git would do for the same question, and falls for. */
  readonly bite: (made: MadeRepo) => void;
}

const diff = (made: MadeRepo) => attempt(made, 'diff', 'main', 'handoff/x');

const baits: readonly Bait[] = [
  {
    what: 'a reference-transaction hook',
    plant({ made, script }) {
      const hooks = join(made.dir, '.git/hooks');
      mkdirSync(hooks, { recursive: true });
      writeFileSync(join(hooks, 'reference-transaction'), readFileSync(script));
      chmodSync(join(hooks, 'reference-transaction'), 0o755);
    },
    bite: (made) => attempt(made, 'notes', 'add', '-f', '-m', 'x'),
  },
  {
    what: 'core.hooksPath',
    plant({ script, config }) {
      const hooks = temporaryFolder();
      writeFileSync(join(hooks, 'reference-transaction'), readFileSync(script), { mode: 0o755 });
      config('core.hooksPath', hooks);
    },
    bite: (made) => attempt(made, 'notes', 'add', '-f', '-m', 'x'),
  },
  {
    what: 'core.fsmonitor',
    plant: ({ script, config }) => config('core.fsmonitor', script),
    bite: (made) => attempt(made, 'status'),
  },
  {
    what: 'a textconv of an attribute',
    plant: ({ script, config }) => config('diff.bait.textconv', script),
    bite: diff,
  },
  {
    what: 'an external diff of an attribute',
    plant: ({ script, config }) => config('diff.bait.command', script),
    bite: diff,
  },
  {
    what: 'diff.external',
    plant: ({ script, config }) => config('diff.external', script),
    bite: diff,
  },
  {
    what: 'a smudge filter',
    plant: ({ script, config }) => config('filter.bait.smudge', script),
    bite: (made) => attempt(made, 'checkout', '-f', 'handoff/x'),
  },
  {
    what: 'a clean filter',
    plant({ made, script, config }) {
      config('filter.bait.clean', script);
      writeFileSync(join(made.dir, 'a.ts'), 'touched\n');
    },
    bite: (made) => attempt(made, 'add', 'a.ts'),
  },
  {
    what: 'a merge driver',
    plant: ({ script, config }) => config('merge.bait.driver', script),
    bite(made) {
      writeFileSync(join(made.dir, 'a.ts'), 'ours\n');
      attempt(made, 'commit', '-q', '-a', '-m', 'Ours');
      attempt(made, 'merge', '-q', 'handoff/x');
    },
  },
  {
    what: 'an alias',
    plant({ script, config }) {
      for (const name of ['st', 'diff-tree', 'rev-parse', 'for-each-ref', 'cat-file', 'log'])
        config(`alias.${name}`, `!${script}`);
    },
    bite: (made) => attempt(made, 'st'),
  },
  {
    what: 'a configuration that is included by a condition',
    plant({ script, made, config }) {
      const included = join(made.dir, '.git/included');
      writeFileSync(included, `[diff]\n\texternal = ${script}\n[core]\n\tfsmonitor = ${script}\n`);
      config('includeIf.gitdir:**.path', included);
    },
    bite: diff,
  },
  {
    what: 'the configuration of a worktree',
    plant({ script, made, config }) {
      config('extensions.worktreeConfig', 'true');
      writeFileSync(join(made.dir, '.git/config.worktree'), `[core]\n\tfsmonitor = ${script}\n`);
    },
    bite: (made) => attempt(made, 'status'),
  },
  {
    what: 'the program that checks signatures',
    plant({ script, config }) {
      config('log.showSignature', 'true');
      config('gpg.program', script);
    },
    bite(made) {
      const signed = `${made.git('cat-file', 'commit', 'main').replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n')}\n`;
      const file = join(temporaryFolder(), 'commit');
      writeFileSync(file, signed);
      attempt(made, 'log', '-1', made.git('hash-object', '-t', 'commit', '-w', file));
    },
  },
  {
    what: 'a remote that lacking objects are fetched from, by a helper program',
    plant({ script, config }) {
      config('core.repositoryformatversion', '1');
      config('extensions.partialClone', 'origin');
      config('remote.origin.url', `ext::${script}`);
      config('remote.origin.promisor', 'true');
      config('protocol.ext.allow', 'always');
    },
    bite: (made) => attempt(made, 'cat-file', '-p', '1'.repeat(40)),
  },
  {
    what: 'a remote that lacking objects are fetched from, over ssh',
    plant({ script, config }) {
      config('core.repositoryformatversion', '1');
      config('extensions.partialClone', 'origin');
      config('remote.origin.url', 'ssh://host/repository');
      config('remote.origin.promisor', 'true');
      config('core.sshCommand', script);
    },
    bite: (made) => attempt(made, 'cat-file', '-p', '1'.repeat(40)),
  },
  {
    what: 'GIT_EXTERNAL_DIFF in the environment',
    plant: ({ script }) => environment({ GIT_EXTERNAL_DIFF: script }),
    bite: diff,
  },
  {
    what: 'configuration in the environment',
    plant: ({ script }) =>
      environment({
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'diff.external',
        GIT_CONFIG_VALUE_0: script,
      }),
    bite: diff,
  },
  {
    what: 'parameters in the environment',
    plant: ({ script }) => environment({ GIT_CONFIG_PARAMETERS: `'core.fsmonitor'='${script}'` }),
    bite: (made) => attempt(made, 'status'),
  },
];

describe('nothing of a hostile clone runs', () => {
  test.each(baits)('$what', async ({ plant, bite }) => {
    const hostile = trap();
    plant(hostile);
    expect(await everything(hostile.made)).toEqual(honest);
    const repository = await openRepository(hostile.made.dir);
    const history = gitHistory(repository);
    // Something that is not here: the moment at which git would go and fetch it.
    await history.resolve(['1'.repeat(40)]);
    await expect(history.tree('1'.repeat(40) as Sha)).rejects.toMatchObject({ kind: 'access' });
    await repository.close();
    expect(existsSync(hostile.canary)).toBe(false);
    // The bait works: plain git takes it.
    bite(hostile.made);
    expect(existsSync(hostile.canary)).toBe(true);
  });
});

interface Lie {
  readonly what: string;
  readonly tell: (made: MadeRepo) => void;
  /** A plain question whose answer the lie changes. */
  readonly ask: (made: MadeRepo) => string;
}

const lies: readonly Lie[] = [
  {
    what: 'a replace ref for a commit',
    tell: (made) => made.git('replace', made.sha('handoff/x'), made.sha('main')),
    ask: (made) => made.git('log', '--format=%s', '-1', 'handoff/x'),
  },
  {
    what: 'a replace ref for a file',
    tell: (made) =>
      made.git(
        'replace',
        made.git('rev-parse', 'handoff/x:a.ts'),
        made.git('rev-parse', 'main:a.ts'),
      ),
    ask: (made) => made.git('show', 'handoff/x:a.ts'),
  },
  {
    what: 'a graft',
    tell(made) {
      mkdirSync(join(made.dir, '.git/info'), { recursive: true });
      writeFileSync(join(made.dir, '.git/info/grafts'), `${made.sha('handoff/x')}\n`);
    },
    ask: (made) => made.git('rev-list', 'handoff/x'),
  },
  {
    what: 'a list of cut commits',
    tell: (made) => writeFileSync(join(made.dir, '.git/shallow'), `${made.sha('handoff/x')}\n`),
    ask: (made) => made.git('rev-list', 'handoff/x'),
  },
  {
    what: 'a commit graph with other parents',
    tell(made) {
      made.git('commit-graph', 'write', '--reachable');
      forgeCommitGraph(join(made.dir, '.git/objects/info/commit-graph'));
    },
    ask: (made) => made.git('rev-list', 'handoff/x'),
  },
  {
    what: 'attributes of the git directory that hide lines',
    tell(made) {
      mkdirSync(join(made.dir, '.git/info'), { recursive: true });
      writeFileSync(join(made.dir, '.git/info/attributes'), '* -diff -text\n');
    },
    ask: (made) => made.git('diff', '--numstat', 'main', 'handoff/x', '--', 'a.ts'),
  },
  {
    what: 'attributes of a configured file that hide lines',
    tell(made) {
      const file = join(made.dir, '.git/bait');
      writeFileSync(file, '*.md -diff\n* -diff\n');
      made.git('config', 'core.attributesFile', file);
      made.git('rm', '-q', '-f', '.gitattributes');
    },
    ask: (made) => made.git('diff', '--numstat', 'main', 'handoff/x', '--', 'a.ts'),
  },
  {
    what: 'a configuration that folds renames and hides whitespace',
    tell(made) {
      for (const setting of [
        'diff.noprefix',
        'diff.mnemonicPrefix',
        'core.quotePath',
        'diff.renames',
      ])
        made.git('config', setting, 'true');
      made.git('config', 'diff.context', '7');
      made.git('config', 'color.ui', 'always');
    },
    ask: (made) => made.git('diff', 'main', 'handoff/x'),
  },
];

describe('nothing of a hostile clone is believed', () => {
  test.each(lies)('$what', async ({ tell, ask }) => {
    const hostile = clean();
    hostile.git('checkout', '-q', '-f', 'main');
    const truth = ask(hostile);
    tell(hostile);
    expect(ask(hostile)).not.toBe(truth);
    expect(await everything(hostile)).toEqual(honest);
  });

  test('the attributes of the clone itself hide lines from plain git', () => {
    const made = clean();
    made.git('checkout', '-q', '-f', 'main');
    expect(made.git('diff', '--numstat', 'main', 'handoff/x', '--', 'b.hidden')).toBe(
      '-\t-\tb.hidden',
    );
  });

  const cut = (made: MadeRepo) => {
    const file = join(temporaryFolder(), 'cut');
    writeFileSync(file, `${made.sha('handoff/x')}\n`);
    return file;
  };
  test.each<[string, (made: MadeRepo) => string]>([
    ['GIT_DIR', () => join(repo({ other: '1' }).make().dir, '.git')],
    ['GIT_COMMON_DIR', () => join(repo({ other: '1' }).make().dir, '.git')],
    ['GIT_OBJECT_DIRECTORY', () => join(repo({ other: '1' }).make().dir, '.git/objects')],
    ['GIT_SHALLOW_FILE', cut],
    ['GIT_GRAFT_FILE', cut],
  ])('%s of the caller', async (name, value) => {
    const made = clean();
    const ask = () => {
      try {
        return made.git('rev-list', 'handoff/x');
      } catch {
        return 'no answer';
      }
    };
    const truth = ask();
    environment({ [name]: value(made) });
    expect(ask()).not.toBe(truth);
    expect(await everything(made)).toEqual(honest);
  });
});

/** Takes the parents from every commit of a commit graph. The checksum at its end is not looked at when it is read. */
function forgeCommitGraph(file: string): void {
  const graph = readFileSync(file);
  const chunks = graph.readUInt8(6);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const row = 8 + chunk * 12;
    if (graph.toString('latin1', row, row + 4) !== 'CDAT') continue;
    const [from, to] = [row + 4, row + 16].map((at) => Number(graph.readBigUInt64BE(at)));
    for (let at = from ?? 0; at < (to ?? 0); at += 36) graph.writeUInt32BE(0x70000000, at + 20);
  }
  chmodSync(file, 0o644);
  writeFileSync(file, graph);
}

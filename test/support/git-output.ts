import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import { changeFacts } from '../../src/evidence/gather-changes.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { OutputPorts } from '../../src/evidence/output-request.ts';
import { resolveRefs } from '../../src/evidence/resolve-refs.ts';
import { Policy } from '../../src/model/policy.ts';
import type { Sha } from '../../src/model/sha.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import { MODULE_FILES, moduleScope } from './changed-output.ts';
import { authorisedSpec, contract, outputFacts, task, testRun } from './output-facts.ts';
import { type MadeRepo, repo } from './repo.ts';
import type { Teller } from './story.ts';
import { syntax } from './syntax.ts';

/** Two functions, so that one outside is a small share of what changes inside. */
const code = (name: string, value: number) =>
  `export function ${name}() {\n  return ${value};\n}\nexport function ${name}Twice() {\n  return ${value} * 2;\n}\n`;

/** What is there before: the module of the task, and what lies around it. */
const BASE: Readonly<Record<string, string>> = {
  'src/auth/oauth.ts': code('login', 1),
  'src/auth/auth.spec.ts': code('spec', 1),
  ...Object.fromEntries(MODULE_FILES.map((file, index) => [file, code(`module${index}`, 1)])),
  'src/auth/run.sh': '#!/bin/sh\necho run\n',
  'lib/auth.ts': 'export function check() {\n  return false;\n}\n',
  'lib/other.ts': 'export function other() {\n  return 1;\n}\n',
  'README.md': '# Shop\n',
};

export type Tale = (teller: Teller<MadeRepo>) => Teller<MadeRepo>;

/** A story on the branch of an executor who did its task: all files of its scope, in the commit 'Add OAuth'. */
export function executorBranch(): Teller<MadeRepo> {
  const teller = repo(BASE).branch('handoff/auth-oauth');
  for (const [index, file] of MODULE_FILES.entries()) teller.edit(file, code(`module${index}`, 2));
  return teller
    .edit('src/auth/oauth.ts', code('login', 2))
    .edit('src/auth/auth.spec.ts', code('spec', 2))
    .edit('src/auth/pkce.ts', code('pkce', 1))
    .commit('Add OAuth');
}

/**
 * The facts of that branch after a tale about it, read from the real repository as a gate reads them; all other facts are
 * those of an honest output. The scope is the module; `also` overrides any fact.
 */
export async function gitOutput(
  tale: Tale,
  also: Partial<OutputFacts> & { readonly scope?: Readonly<Record<string, unknown>> } = {},
): Promise<OutputFacts> {
  const { scope = moduleScope(), ...overrides } = also;
  const made = tale(executorBranch()).make();
  const read = await changesOf(made);
  const authorised = authorisedSpec({ scope });
  const specReading = { ...outputFacts().specReading, authorised };
  return outputFacts({ ...read, spec: authorised, specReading, ...overrides });
}

type ChangeFacts = Pick<
  OutputFacts,
  'head' | 'changedPaths' | 'headTree' | 'baseTree' | 'functions' | 'noise' | 'commits'
>;

/** What the branch changes against main. */
export async function changesOf(
  made: MadeRepo,
  branch = 'handoff/auth-oauth',
): Promise<ChangeFacts> {
  const [head, base] = [made.sha(branch) as Sha, made.sha('main') as Sha];
  const ref = `refs/heads/${branch}`;
  const output = { id: branch, ref, head, task: task('auth-oauth'), since: 0 };
  return withPorts(made, async (ports) => {
    const gatherers = changeFacts({ ...ports, syntax }, { output, base, policy: Policy.parse({}) });
    const get = ((name: keyof ChangeFacts) => gatherers[name](get)) as Get<OutputFacts>;
    const value = async <Name extends keyof ChangeFacts>(
      name: Name,
    ): Promise<OutputFacts[Name]> => {
      const fact = await gatherers[name](get);
      if (fact.state !== 'known') throw new Error(`${name} is not known: ${fact.because}`);
      return fact.value;
    };
    return {
      head: await value('head'),
      changedPaths: await value('changedPaths'),
      headTree: await value('headTree'),
      baseTree: await value('baseTree'),
      functions: await value('functions'),
      noise: await value('noise'),
      commits: await value('commits'),
    };
  });
}

/** A completed step of `citingOutput`; the other two are honest. */
export interface Cites {
  readonly ref: string;
  /** Default: src/auth/pkce.ts. */
  readonly artifact?: string;
}

/**
 * The facts of that branch with one step more in its contract, every ref looked up in the real repository. The honest
 * steps cite the commit 'Add OAuth' and a run of the head.
 */
export async function citingOutput(
  tale: Tale,
  cites: (made: MadeRepo) => Cites,
  runs: (made: MadeRepo) => readonly Partial<TestRun>[] = () => [],
): Promise<OutputFacts> {
  const [facts] = await citingOutputs(tale, (made) => [cites(made)], runs);
  if (facts === undefined) throw new Error('nothing is cited');
  return facts;
}

/** The same for many steps, each in a contract of its own, over one repository. */
export async function citingOutputs(
  tale: Tale,
  cites: (made: MadeRepo) => readonly Cites[],
  runs: (made: MadeRepo) => readonly Partial<TestRun>[] = () => [],
): Promise<readonly OutputFacts[]> {
  const made = tale(executorBranch()).make();
  const head = made.sha('handoff/auth-oauth') as Sha;
  const recorded = [{ head }, ...runs(made)].map((run) => testRun(run));
  const spec = authorisedSpec({ scope: moduleScope() });
  const facts = outputFacts({
    ...(await changesOf(made)),
    spec,
    specReading: { ...outputFacts().specReading, authorised: spec },
    testRuns: recorded.filter((run) => run.head === head),
  });
  const testRuns = {
    find: async (id: string) => recorded.find((run) => run.id === id),
    on: async (head: string) => recorded.filter((run) => run.head === head),
  };
  return withPorts(made, (ports) =>
    Promise.all(
      cites(made).map(async (more) => {
        const said = contractCiting(made.sha('Add OAuth'), more);
        const context = { ...facts, scope: spec.spec.scope };
        const steps = await resolveRefs(said['completed-steps'], context, { ...ports, testRuns });
        return { ...facts, contract: said, steps };
      }),
    ),
  );
}

function contractCiting(
  sha: string,
  { ref, artifact = 'src/auth/pkce.ts' }: Cites,
): OutputFacts['contract'] {
  return contract({
    'completed-steps': [
      { step: 'PKCE', artifact: 'src/auth/pkce.ts', ref: `commit:${sha}`, covers: ['AC2'] },
      {
        step: 'Tests',
        artifact: 'src/auth/auth.spec.ts',
        ref: 'test-run:auth-1-12/12',
        covers: ['AC1'],
      },
      { step: 'More', artifact, ref, covers: [] },
    ],
  });
}

/** The real repository, as gatherers and refs ask it. */
async function withPorts<T>(
  made: MadeRepo,
  use: (ports: Pick<OutputPorts, 'history' | 'blobs'>) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(made.dir);
  try {
    return await use({ history: gitHistory(repository), blobs: gitBlobs(repository) });
  } finally {
    await repository.close();
  }
}

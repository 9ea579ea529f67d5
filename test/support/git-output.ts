import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import { changeFacts } from '../../src/evidence/gather-changes.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { OutputPorts } from '../../src/evidence/output-request.ts';
import type { RefPorts } from '../../src/evidence/ref-context.ts';
import type { Sha } from '../../src/model/sha.ts';
import { MODULE_FILES, moduleScope } from './changed-output.ts';
import { authorisedSpec, outputFacts, task } from './output-facts.ts';
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
    const gatherers = changeFacts({ ...ports, syntax }, { output, base });
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

/** The real repository, as refs ask it; no test run is recorded. */
export async function withPorts<T>(
  made: MadeRepo,
  use: (ports: Pick<OutputPorts, 'history' | 'blobs'> & RefPorts) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(made.dir);
  try {
    const testRuns = { find: async () => undefined };
    return await use({ history: gitHistory(repository), blobs: gitBlobs(repository), testRuns });
  } finally {
    await repository.close();
  }
}

import { linesOf, trustOf } from '../analysis/doctor/diagnose.ts';
import * as registry from '../gates/registry.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Policy } from '../model/policy.ts';
import { readPolicy } from '../model/read-policy.ts';
import {
  type NamedPrincipal,
  type RepositorySettings,
  type Seen,
  seen,
} from '../model/repository-settings.ts';
import type { SettingsSource } from '../ports/settings-source.ts';
import { currentWorkflows } from '../report/workflows/written-workflows.ts';

/** Looks at every setting that a verdict hangs on; changes nothing. */
export async function examineRepository(
  source: SettingsSource,
  versions: RepositorySettings['versions'],
): Promise<Diagnosis> {
  const { policyText, ...read } = await source.read();
  const policy = policyIn(policyText);
  const settings = {
    ...read,
    versions,
    current: currentWorkflows(),
    policy: policy.state,
    principals: await namesOf(source, policy.principals),
  };
  const lines = linesOf(settings);
  return { repository: read.repository, branch: read.branch, trust: trustOf(lines), lines };
}

interface ReadPolicyFile {
  readonly state: RepositorySettings['policy'];
  readonly principals: readonly Policy['roles']['planners'][number][];
}

function policyIn(text: Seen<string | undefined>): ReadPolicyFile {
  if (text.state !== 'known') return { state: text, principals: [] };
  if (text.value === undefined) return { state: seen(undefined), principals: [] };
  const read = readPolicy(text.value, { format: 'yaml', rules: Object.values(registry).flat() });
  return read.ok
    ? {
        state: seen({ mode: read.value.mode }),
        principals: Object.values(read.value.roles).flat(),
      }
    : {
        state: seen({ problem: read.problems.map(({ message }) => message).join('; ') }),
        principals: [],
      };
}

async function namesOf(
  source: SettingsSource,
  principals: ReadPolicyFile['principals'],
): Promise<RepositorySettings['principals']> {
  const named = new Map(
    principals.flatMap((one): [string, Omit<NamedPrincipal, 'found'>][] => {
      if ('user' in one && one.login !== undefined)
        return [[`user ${one.login}`, { kind: 'user', name: one.login, id: one.user }]];
      if ('app' in one && one.slug !== undefined)
        return [[`app ${one.slug}`, { kind: 'app', name: one.slug, id: one.app }]];
      return [];
    }),
  );
  const all: NamedPrincipal[] = [];
  for (const one of named.values()) {
    const found = await source.idOf(one.kind, one.name);
    if (found.state !== 'known') return found;
    all.push({ ...one, found: found.value });
  }
  return seen(all);
}

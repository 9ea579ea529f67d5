import type { CheckRun, CheckSuite } from '../checks.ts';
import type { Repository } from '../world.ts';
import { connection, type PageArguments } from './connection.ts';
import { fields } from './fields.ts';

export interface Ref {
  readonly repository: Repository;
  readonly name: string;
  readonly prefix: string;
  readonly sha: string;
}

export interface Commit {
  readonly node: 'Commit';
  readonly repository: Repository;
  readonly sha: string;
}

export function commit(repository: Repository, sha: string): Commit {
  return { node: 'Commit', repository, sha };
}

interface SuiteArguments extends PageArguments {
  readonly filterBy?: { readonly appId?: number | null; readonly checkName?: string | null } | null;
}

const show = ({ repository, sha }: Commit, format: string) =>
  repository.git.read('show', '-s', `--format=${format}`, sha);

export const gitFields = {
  Ref: fields<Ref>(['name', 'prefix', 'repository'], {
    id: (ref) => `REF_${ref.repository.id}_${ref.name}`,
    target: (ref) => commit(ref.repository, ref.sha),
  }),
  Commit: fields<Commit>(['repository'], {
    id: (one) => `C_${one.repository.id}_${one.sha}`,
    oid: (one) => one.sha,
    abbreviatedOid: (one) => one.sha.slice(0, 7),
    message: (one) => show(one, '%B').trimEnd(),
    messageHeadline: (one) => show(one, '%s'),
    committedDate: (one) => show(one, '%cI'),
    authoredDate: (one) => show(one, '%aI'),
    checkSuites: ({ repository, sha }, { filterBy, ...args }: SuiteArguments) => {
      const { appId, checkName } = filterBy ?? {};
      const wanted = (suite: CheckSuite) =>
        suite.sha === sha &&
        (appId == null || suite.app.id === appId) &&
        (checkName == null || suite.checkRuns.some(({ name }: CheckRun) => name === checkName));
      return connection(repository.checkSuites.filter(wanted), args, 'checkSuites');
    },
  }),
};

import { refusePush } from '../protected-branches.ts';
import { pushed } from '../pull-requests.ts';
import { Refused, type Repository } from '../world.ts';
import {
  type Answer,
  type Call,
  type Handlers,
  list,
  ok,
  page,
  readable,
  writable,
} from './call.ts';
import { contentOf } from './contents.ts';
import { MAX_FILES, renderCommit, renderFiles, renderRef } from './render-git.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

/** «250 commits» of a comparison that is not paged: repos/compare-commits. */
const MAX_COMPARED = 250;

export const gitHandlers: Handlers = {
  'git/get-ref'(call) {
    const repository = readable(call, 'contents');
    const ref = `refs/${call.params['ref']}`;
    const sha = repository.git.refs().get(ref);
    if (sha === undefined) throw new Refused(404, 'Not Found');
    return ok(renderRef(call.world, repository, ref, sha));
  },
  'git/list-matching-refs'(call) {
    const repository = readable(call, 'contents');
    const found = [...repository.git.refs()].filter(([ref]) =>
      ref.startsWith(`refs/${call.params['ref']}`),
    );
    return list(call, found, ([ref, sha]) => renderRef(call.world, repository, ref, sha));
  },
  'git/create-ref'(call) {
    const { ref, sha } = call.body as { ref: string; sha: string };
    if (writable(call, 'contents', 'write').repository.git.refs().has(ref))
      throw new Refused(422, 'Reference already exists');
    return moveRef(call, ref, sha, false, 201);
  },
  'git/update-ref': (call) =>
    moveRef(
      call,
      `refs/${call.params['ref']}`,
      String(call.body['sha']),
      call.body['force'] === true,
      200,
    ),
  'git/delete-ref'(call) {
    const { repository, by } = writable(call, 'contents', 'write');
    const ref = `refs/${call.params['ref']}`;
    const before = repository.git.refs().get(ref);
    if (before === undefined) throw new Refused(422, 'Reference does not exist');
    const move = { ref, before, after: undefined };
    refusePush(repository, by, move);
    repository.git.move(new Map([[ref, undefined]]));
    pushed(call.world, repository, by, move);
    return { status: 204 };
  },
  'repos/get-content'(call) {
    const repository = readable(call, 'contents');
    const ref = call.query.get('ref') ?? repository.defaultBranch;
    const sha = repository.git.resolve(ref);
    if (sha === undefined) throw new Refused(404, `No commit found for the ref ${ref}`);
    return ok(contentOf(call.world, repository, sha, String(call.params['path'] ?? '')));
  },
  'repos/get-commit'(call) {
    const repository = readable(call, 'contents');
    const sha = repository.git.resolve(String(call.params['ref']));
    if (sha === undefined) throw new Refused(422, `No commit found for SHA: ${call.params['ref']}`);
    const parent =
      repository.git.resolve(`${sha}^`) ??
      repository.git.run('hash-object', '-t', 'tree', '/dev/null');
    const files = renderFiles(call.world, repository, `${parent}..${sha}`, sha).slice(
      0,
      MAX_FILES.pull,
    );
    const { items, headers } = page({ ...call, query: withDefault(call.query, '100') }, files);
    const total = files.reduce((sum, { additions }) => sum + additions, 0);
    const gone = files.reduce((sum, { deletions }) => sum + deletions, 0);
    const stats = { total: total + gone, additions: total, deletions: gone };
    return {
      status: 200,
      body: { ...renderCommit(call.world, repository, sha), stats, files: items },
      headers,
    };
  },
  'repos/compare-commits'(call) {
    const repository = readable(call, 'contents');
    const { base = '', head = '' } = call.params;
    const [from, to] = [repository.git.resolve(base), repository.git.resolve(head)];
    if (from === undefined || to === undefined) throw new Refused(404, 'Not Found');
    return compare(call, repository, from, to);
  },
  'repos/get-branch'(call) {
    const repository = readable(call, 'contents');
    const name = String(call.params['branch']);
    const sha = repository.git.resolve(`refs/heads/${name}`);
    if (sha === undefined) throw new Refused(404, 'Branch not found');
    const self = `${repositoryUrl(call.world, repository)}/branches/${name}`;
    const html = `${renderRepository(call.world, repository).html_url}/tree/${name}`;
    const classic = repository.protections.has(name);
    return ok({
      name,
      commit: renderCommit(call.world, repository, sha),
      _links: { self, html },
      protected: classic,
      protection: {
        enabled: classic,
        required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
      },
      protection_url: `${self}/protection`,
    });
  },
};

function withDefault(query: URLSearchParams, size: string): URLSearchParams {
  return new URLSearchParams({ per_page: size, ...Object.fromEntries(query) });
}

function moveRef(call: Call, ref: string, sha: string, force: boolean, status: number): Answer {
  const { repository, by } = writable(call, 'contents', 'write');
  const { git } = repository;
  if (!ref.startsWith('refs/') || ref.startsWith('refs/pull/'))
    throw new Refused(422, 'Reference name is not allowed');
  if (git.resolve(sha) !== sha) throw new Refused(422, 'Object does not exist');
  const before = git.refs().get(ref);
  if (status === 200 && before === undefined) throw new Refused(422, 'Reference does not exist');
  const move = { ref, before, after: sha };
  refusePush(repository, by, move);
  if (before !== undefined && !force && git.run('merge-base', before, sha) !== before)
    throw new Refused(422, 'Update is not a fast forward');
  git.move(new Map([[ref, sha]]));
  pushed(call.world, repository, by, move);
  return ok(renderRef(call.world, repository, ref, sha), status);
}

function compare(call: Call, repository: Repository, from: string, to: string): Answer {
  const { git } = repository;
  const count = (range: string) => Number(git.run('rev-list', '--count', range));
  const [ahead, behind] = [count(`${from}..${to}`), count(`${to}..${from}`)];
  const base = git.run('merge-base', from, to);
  const shas = git
    .run('rev-list', '--reverse', `${from}..${to}`)
    .split('\n')
    .filter((sha) => sha !== '');
  const isFirst = Number(call.query.get('page') ?? 1) <= 1;
  const paged = call.query.has('page') || call.query.has('per_page');
  const { items, headers } = page(call, shas);
  const html = `${renderRepository(call.world, repository).html_url}/compare/${from}...${to}`;
  const body = {
    url: `${repositoryUrl(call.world, repository)}/compare/${from}...${to}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: renderCommit(call.world, repository, from),
    merge_base_commit: renderCommit(call.world, repository, base),
    status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: (paged ? items : shas.slice(-MAX_COMPARED)).map((sha) =>
      renderCommit(call.world, repository, sha),
    ),
    // «the list of changed files is only shown on the first page»
    files: isFirst
      ? renderFiles(call.world, repository, `${from}...${to}`, to).slice(0, MAX_FILES.compare)
      : [],
  };
  return { status: 200, body, headers: paged ? headers : {} };
}

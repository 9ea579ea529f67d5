import type { Repository, World } from '../world.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

const FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

interface CommitFacts {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly committer: { readonly name: string; readonly email: string; readonly date: string };
  readonly message: string;
}

function facts({ git }: Repository, sha: string): CommitFacts {
  const said = git.read('show', '-s', `--format=${FORMAT}`, sha).split('\0');
  const [id = '', tree = '', parents = '', name = '', email = '', date = ''] = said;
  const [committer = '', address = '', at = '', message = ''] = said.slice(6);
  return {
    sha: id,
    tree,
    parents: parents.split(' ').filter((one) => one !== ''),
    author: { name, email, date: utc(date) },
    committer: { name: committer, email: address, date: utc(at) },
    message: message.trimEnd(),
  };
}

function utc(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

/** Schema `simple-commit`. */
export function renderHeadCommit(_: World, repository: Repository, sha: string) {
  const { tree, message, author, committer } = facts(repository, sha);
  const who = ({ name, email }: { name: string; email: string }) => ({ name, email });
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: author.date,
    author: who(author),
    committer: who(committer),
  };
}

/** Schema `commit`. A name in a commit is what its writer typed: GitHub links no account here, and neither may a gate. */
export function renderCommit(world: World, repository: Repository, sha: string) {
  const base = repositoryUrl(world, repository);
  const html = renderRepository(world, repository).html_url;
  const { tree, parents, author, committer, message } = facts(repository, sha);
  const unverified = {
    verified: false,
    reason: 'unsigned',
    signature: null,
    payload: null,
    verified_at: null,
  };
  return {
    sha,
    node_id: `C_${repository.id}_${sha}`,
    url: `${base}/commits/${sha}`,
    html_url: `${html}/commit/${sha}`,
    comments_url: `${base}/commits/${sha}/comments`,
    commit: {
      url: `${base}/git/commits/${sha}`,
      author,
      committer,
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${base}/git/trees/${tree}` },
      verification: unverified,
    },
    author: null,
    committer: null,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${base}/commits/${parent}`,
      html_url: `${html}/commit/${parent}`,
    })),
  };
}

/** Schema `git-ref`. */
export function renderRef(world: World, repository: Repository, ref: string, sha: string) {
  const base = repositoryUrl(world, repository);
  return {
    ref,
    node_id: `REF_${repository.id}_${ref}`,
    url: `${base}/git/${ref}`,
    object: { type: 'commit', sha, url: `${base}/git/commits/${sha}` },
  };
}

/** «3,000 files at most» of a pull request and of a commit, «300» of a comparison: REST pulls/list-files, repos/compare-commits. */
export const MAX_FILES = { pull: 3000, compare: 300, lines: 20_000 } as const;

/** What files show past `lines` of a diff («20,000 lines»: docs «Limits for viewing content and diffs»): reported in 2026 as 0/0/0. */
const NO_COUNTS = { additions: 0, deletions: 0, changes: 0 } as const;

const STATUS: Readonly<Record<string, string>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/** Schema `diff-entry`, of all files between two commits from their merge base on; renames found, as GitHub does. */
export function renderFiles(world: World, repository: Repository, range: string, head: string) {
  const base = repositoryUrl(world, repository);
  const html = renderRepository(world, repository).html_url;
  const diff = (...options: readonly string[]) =>
    repository.git
      .run('diff', '-M', '-z', ...options, range)
      .split('\0')
      .filter((field) => field !== '');
  const raw = diff('--raw', '--no-abbrev');
  const counts = diff('--numstat');
  const files = [];
  let lines = 0;
  for (let at = 0, row = 0; at < raw.length; row++) {
    const [, , , blob = '', letter = 'M'] = raw[at]?.split(' ') ?? [];
    const moved = /^[RC]/.test(letter);
    const [from = '', to = ''] = [raw[at + 1], moved ? raw[at + 2] : raw[at + 1]];
    at += moved ? 3 : 2;
    // A rename has its names in two fields of their own after the counts.
    const [added = '-', gone = '-', name] = counts[row]?.split('\t') ?? [];
    if (name === '') counts.splice(row + 1, 2);
    const [additions, deletions] = [Number(added) || 0, Number(gone) || 0];
    const path = encodeURI(to);
    lines += additions + deletions;
    const isCut = lines > MAX_FILES.lines;
    files.push({
      sha: /^0+$/.test(blob) ? null : blob,
      filename: to,
      status: STATUS[letter[0] ?? ''] ?? 'modified',
      ...(isCut ? NO_COUNTS : { additions, deletions, changes: additions + deletions }),
      blob_url: `${html}/blob/${head}/${path}`,
      raw_url: `${html}/raw/${head}/${path}`,
      contents_url: `${base}/contents/${path}?ref=${head}`,
      ...(moved ? { previous_filename: from } : {}),
    });
  }
  return files;
}

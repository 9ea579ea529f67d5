import { GateError } from '../../model/gate-error.ts';
import { parseArtifactRef } from '../../model/parse-artifact-ref.ts';
import type { Sha } from '../../model/sha.ts';
import type { Conversation, SeenArtifact, SeenCheck } from '../../ports/conversation.ts';
import { type Asked, askAbout, type Found, type FoundCheck } from './conversation-query.ts';
import type { GitHub } from './github.ts';
import { commentOn, runArtifact } from './runs-and-comments.ts';

interface Options {
  /** What is judged, with the texts that may cite something: all that they cite is asked for together. */
  readonly texts: () => readonly { readonly head: Sha; readonly text: string }[];
  /** Apps of executors: what they write about their own work is a claim (threat G01). */
  readonly executors: readonly number[];
  /** Workflow files whose runs prove something (policy `evidence.workflows`). */
  readonly workflows: readonly string[];
  /** Is the file the same on that commit as on the default branch (threat C06)? */
  readonly unchanged: (path: string, commit: Sha) => Promise<boolean>;
}

/** Nothing is asked before something is cited; then everything that is cited, in one request per 100 things. */
export function githubConversation(github: GitHub, options: Options): Conversation {
  const known = new Map<string, Promise<Found | undefined>>();
  let cited: Asked[] | undefined;
  const find = async (asked: Asked): Promise<Found | undefined> => {
    cited ??= options.texts().flatMap(citedIn);
    if (!known.has(keyOf(asked))) {
      const more = cited.filter((one) => !known.has(keyOf(one)) && keyOf(one) !== keyOf(asked));
      const batch = [asked, ...more].slice(0, PER_REQUEST);
      const answers = askAbout(github, batch);
      for (const [at, one] of batch.entries())
        known.set(
          keyOf(one),
          answers.then((all) => all[at]),
        );
    }
    return known.get(keyOf(asked));
  };
  const byItself = oncePerKey(MOST_BY_THEMSELVES);
  const proves = async (path: string | undefined, commit: Sha): Promise<boolean> =>
    path !== undefined &&
    options.workflows.includes(path) &&
    (await options.unchanged(path, commit));

  return {
    async checks(head, name) {
      const found = await find({ kind: 'check', head, name });
      const runs = found?.kind === 'checks' ? found.runs : [];
      return Promise.all(
        runs
          .filter(({ app }) => app === undefined || !options.executors.includes(app))
          .map(async (run) => seen(run, run.ran && (await proves(run.workflow, head)))),
      );
    },
    async issue(number) {
      const found = await find({ kind: 'number', number });
      return found?.kind === 'issue' ? found.body : undefined;
    },
    async pullRequest(number) {
      const found = await find({ kind: 'number', number });
      return found?.kind === 'pull-request' ? found : undefined;
    },
    comment: (id) => byItself(`comment ${id}`, () => commentOn(github, id)),
    async artifact(run, name): Promise<SeenArtifact | undefined> {
      const found = await byItself(`artifact ${run}/${name}`, () => runArtifact(github, run, name));
      if (found === undefined) return undefined;
      const { head, sha256, conclusion, path } = found;
      return { head, sha256, conclusion, grade: (await proves(path, head)) ? 'E3' : 'E2' };
    },
  };
}

/** As many as one request holds; each is a node or two. */
const PER_REQUEST = 100;

/** Comments and artifacts cost requests of their own, and an executor chooses how many are cited (threat E06). */
const MOST_BY_THEMSELVES = 10;

/** Each thing is asked for once. @throws GateError 'access' beyond that many things */
function oncePerKey(most: number): <T>(key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<unknown>>();
  return <T>(key: string, ask: () => Promise<T>) => {
    const before = known.get(key);
    if (before === undefined && known.size >= most)
      return Promise.reject(
        new GateError('access', `More than ${most} comments and artifacts are cited`, {
          remedy: 'Cite commits, checks and recorded test runs instead.',
        }),
      );
    const answer = before ?? ask();
    known.set(key, answer);
    return answer as Promise<T>;
  };
}

function seen({ by, conclusion }: FoundCheck, isProved: boolean): SeenCheck {
  return { by, conclusion, grade: isProved ? 'E3' : 'E2' };
}

function keyOf(asked: Asked): string {
  return asked.kind === 'number' ? `#${asked.number}` : `${asked.head} ${asked.name}`;
}

const REF = /\b(?:issue:|pr:|diff:#)#?\d{1,9}|\bcheck:[^"'`\n]{1,100}/g;

/** Roughly what a text cites: what is missed here is asked for by itself, what is too much is not used. */
function citedIn({ head, text }: ReturnType<Options['texts']>[number]): readonly Asked[] {
  return [...text.matchAll(REF)].flatMap(([ref]): readonly Asked[] => {
    const read = parseArtifactRef(ref.trim());
    if ('problem' in read) return [];
    switch (read.ref.kind) {
      case 'issue':
      case 'pr':
        return [{ kind: 'number', number: read.ref.number }];
      case 'diff':
        return 'pr' in read.ref.of ? [{ kind: 'number', number: read.ref.of.pr }] : [];
      case 'check':
        return [{ kind: 'check', head, name: read.ref.name }];
      default:
        return [];
    }
  });
}

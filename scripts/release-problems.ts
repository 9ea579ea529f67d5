import { parseActionRef } from '../src/report/workflows/workflow-pins.ts';

/** What a package is about to be made of. */
export interface ReleaseFacts {
  readonly version: string;
  /** `owner/name@<commit>` of package.json: what `init` writes into workflows. */
  readonly action: string | undefined;
  /** Texts that show our action in use, by path. */
  readonly pages: ReadonlyMap<string, string>;
  readonly changelog: string;
  /** The commit of the tag `v<version>`; undefined = there is no such tag. */
  readonly tagged: string | undefined;
  /** What the commit of `action` holds; undefined = this clone has no such commit. */
  readonly released: { readonly version: string; readonly files: readonly string[] } | undefined;
}

/** Files that a job runs: without them each job of each user would build them first. */
const BUILT = ['dist/action.js', 'dist/cli.js'];

/** Everything that is wrong with a release, each as one line with what to do; empty = it may be published. */
export function releaseProblems(facts: ReleaseFacts): readonly string[] {
  const { version, action, changelog } = facts;
  const heading = `## ${version}`;
  return [
    ...actionProblems(facts),
    ...(changelog.split('\n').some((line) => line === heading || line.startsWith(`${heading} `))
      ? []
      : [`CHANGELOG.md has no heading "${heading}": rename "## Unreleased".`]),
    ...[...facts.pages].flatMap(([path, text]) => pageProblems(path, text, action)),
  ];
}

function actionProblems({ version, action, tagged, released }: ReleaseFacts): readonly string[] {
  const set = `npm pkg set action=owner/name@$(git rev-parse 'v${version}^{commit}')`;
  if (action === undefined)
    return [`package.json has no "action", so init would write no workflows: ${set}`];
  if (parseActionRef(action) === undefined)
    return [`"action" of package.json is ${action}; allowed: owner/name@<40 digits>: ${set}`];
  const commit = action.slice(action.indexOf('@') + 1);
  if (released === undefined)
    return [
      `This clone has no commit ${commit}: fetch the tag v${version}, or set "action" anew: ${set}`,
    ];
  return [
    ...(tagged === commit
      ? []
      : [
          `The tag v${version} is ${tagged === undefined ? 'not there' : `at ${tagged}`}, "action" names ${commit}: make it "${set}".`,
        ]),
    ...(released.version === version
      ? []
      : [
          `${commit} is version ${released.version}, the package is ${version}: tag a commit of it.`,
        ]),
    ...BUILT.filter((file) => !released.files.includes(file)).map(
      (file) => `${commit} lacks ${file}: add it to the tagged commit with git add --force dist.`,
    ),
  ];
}

function pageProblems(path: string, text: string, action: string | undefined): readonly string[] {
  const shown = text.matchAll(/\bhandoff-gate\/handoff-gate@[0-9a-f]{40}\b/g);
  const others = new Set([...shown].map(([ref]) => ref).filter((ref) => ref !== action));
  return [...others].map((ref) => `${path} shows ${ref}: put the commit of "action" there.`);
}

import { FUNCTION_TABLES } from '../analysis/function-tables.ts';
import { functionsOf } from '../analysis/functions-of.ts';
import { languageOf } from '../analysis/language.ts';
import type { TreeEntry } from '../model/change.ts';
import { LIMITS } from '../model/limits.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { TaskEntryFacts } from './task-entry-facts.ts';
import type { TaskEntryPorts } from './task-entry-request.ts';

/** The units of each file that a spec opens by symbols; undefined = nothing can be told apart in it (threat D16). */
export async function openedSymbols(
  { blobs, syntax }: Pick<TaskEntryPorts, 'blobs' | 'syntax'>,
  paths: readonly string[],
  tree: ReadonlyMap<RepoPath, TreeEntry>,
): Promise<TaskEntryFacts['symbols']> {
  const entries = paths.flatMap((path) => tree.get(path as RepoPath) ?? []);
  const files = entries.filter(({ mode }) => mode.startsWith('100'));
  const contents = await blobs.read(
    [...new Set(files.map(({ blob }) => blob))],
    LIMITS.sourceBytes,
  );
  const units = entries.map(async ({ path, blob }) => {
    const language = languageOf(path);
    const content = contents.get(blob);
    if (language === undefined || content?.state !== 'text') return [path, undefined] as const;
    const parsed = await syntax.parse(content.text, language);
    if (parsed.state === 'fallback') return [path, undefined] as const;
    const names = functionsOf(parsed.root, FUNCTION_TABLES[language]).map(({ name }) => name);
    return [path, [...new Set(names)]] as const;
  });
  return new Map(await Promise.all(units));
}

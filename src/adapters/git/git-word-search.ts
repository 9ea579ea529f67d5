import type { RepoPath } from '../../model/repo-path.ts';
import type { WordSearch } from '../../ports/word-search.ts';
import type { Repository } from './open-repository.ts';

/** One `git grep` in the object store for all words; every file counts as text, whatever its attributes say (threat D05). */
export function gitWordSearch({ judge }: Pick<Repository, 'judge'>): WordSearch {
  return {
    async filesWith(commit, words, extensions) {
      const found = new Map<string, Set<RepoPath>>();
      if (words.length === 0) return found;
      const { stdout } = await judge({
        args: [
          ...['grep', '-z', '--text', '--only-matching', '--word-regexp', '--fixed-strings'],
          ...['--no-color', '-f', '-', commit, '--'],
          ...extensions.map((extension) => `:(icase)*.${extension}`),
        ],
        stdin: `${words.join('\n')}\n`,
        // 1: none is there.
        answers: [0, 1],
      });
      // `<commit>:<path>\0<word>\n`; no other line break, since only words are printed.
      for (const [, path, word] of stdout.toString('utf8').matchAll(/:([^\0]*)\0(\w+)\n/g)) {
        const files = found.get(`${word}`) ?? new Set();
        found.set(`${word}`, files.add(path as RepoPath));
      }
      return found;
    },
  };
}

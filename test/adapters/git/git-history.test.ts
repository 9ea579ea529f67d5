import { afterAll } from '@jest/globals';
import { gitHistory } from '../../../src/adapters/git/git-history.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { historyContract } from '../../ports/history.contract.ts';
import { repositoryWriter } from '../../support/repo.ts';
import { tell } from '../../support/story.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));

historyContract('git', (files) => {
  const write = repositoryWriter();
  return tell(files, async (story) => {
    const made = write(story);
    const repository = await openRepository(made.dir);
    opened.push(repository);
    return { history: gitHistory(repository), sha: (name) => made.sha(name) as Sha };
  });
});

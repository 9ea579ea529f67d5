import type {
  Conversation,
  SeenArtifact,
  SeenCheck,
  SeenPullRequest,
} from '../../src/ports/conversation.ts';

export interface SaidWorld {
  /** By `<head> <name>`. */
  readonly checks?: Readonly<Record<string, readonly SeenCheck[]>>;
  readonly issues?: Readonly<Record<number, string>>;
  readonly pulls?: Readonly<Record<number, SeenPullRequest>>;
  readonly comments?: Readonly<Record<string, number>>;
  /** By `<run>/<name>`. */
  readonly artifacts?: Readonly<Record<string, SeenArtifact>>;
}

export function fakeConversation(world: SaidWorld = {}): Conversation {
  return {
    checks: async (head, name) => world.checks?.[`${head} ${name}`] ?? [],
    issue: async (number) => world.issues?.[number],
    pullRequest: async (number) => world.pulls?.[number],
    comment: async (id) => world.comments?.[id],
    artifact: async (run, name) => world.artifacts?.[`${run}/${name}`],
  };
}

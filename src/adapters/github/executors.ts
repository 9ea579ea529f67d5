import { GateError } from '../../model/gate-error.ts';
import { isAmong, type Principal } from '../../model/principal.ts';
import type { Actor } from './actor.ts';
import type { People } from './people.ts';

/** @returns why a pull request of that author is no executor's; undefined = it is one, or the policy names no executors */
export type WhyNoExecutor = (author: Actor) => Promise<string | undefined>;

/** Whoever may push can call a branch handoff/auth: only an executor's work belongs to a task (threats A02, G11). */
export function whyNoExecutor(
  people: Pick<People, 'identify'>,
  executors: readonly Principal[],
): WhyNoExecutor {
  return async (author) => {
    if (executors.length === 0) return undefined;
    try {
      const person = await people.identify(author);
      if (isAmong(executors, person)) return undefined;
      return `${person.kind} ${person.id} (${person.login}) opened it, who is none of roles.executors`;
    } catch (error) {
      if (!(error instanceof GateError) || error.kind !== 'access') throw error;
      return `who opened it could not be looked up (${error.message})`;
    }
  };
}

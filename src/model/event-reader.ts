import { z } from 'zod';
import type { Account, GitHubEvent } from './github-event.ts';
import { checkSchema, type Problem } from './schema-problems.ts';
import { type Sha, ShaText } from './sha.ts';
import { quote } from './wording.ts';

/**
 * - `read`: something that a gate may have to answer.
 * - `ignored`: nothing that a gate reads.
 * - `unreadable`: an event of a kind that gates read, in a shape that it never has. An old green may stand on what it says:
 *   the caller judges everything again, or fails.
 */
export type ReadEvent =
  | { readonly state: 'read'; readonly event: GitHubEvent }
  | { readonly state: 'ignored'; readonly because: string }
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] };

export function ignored(because: string): ReadEvent {
  return { state: 'ignored', because };
}

/** An event with no part that a gate reads, in words; or the event. */
type Reading = GitHubEvent | string;

export function reader<Shape extends z.ZodRawShape>(
  shape: Shape,
  read: (payload: z.infer<z.ZodObject<Shape>>, common: Common) => Reading,
): (payload: unknown) => ReadEvent {
  const schema = z.object(shape);
  return (payload) => {
    const common = checkSchema(COMMON, payload);
    if (!common.ok) return { state: 'unreadable', problems: common.problems };
    const checked = checkSchema(schema, payload);
    if (!checked.ok) return { state: 'unreadable', problems: checked.problems };
    const reading = read(checked.value, {
      repository: common.value.repository?.id,
      sender: account(common.value.sender),
    });
    return typeof reading === 'string' ? ignored(reading) : { state: 'read', event: reading };
  };
}

type Common = Pick<GitHubEvent, 'repository' | 'sender'>;

/** The same with an action: an event with one that no gate reads is ignored before the rest of it is looked at. */
export function actionReader<Action extends string, Shape extends z.ZodRawShape>(
  name: string,
  actions: readonly Action[],
  shape: Shape,
  read: (payload: z.infer<z.ZodObject<Shape>>, common: Common, action: Action) => Reading,
): (payload: unknown) => ReadEvent {
  const ACTION = z.object({ action: z.string().max(NAME) });
  return (payload) => {
    const acted = checkSchema(ACTION, payload);
    if (!acted.ok) return { state: 'unreadable', problems: acted.problems };
    const action = actions.find((candidate) => candidate === acted.value.action);
    return action === undefined
      ? ignored(`No gate reads ${name} ${quote(acted.value.action)}`)
      : reader(shape, (fields, common) => read(fields, common, action))(payload);
  };
}

/** Characters of a ref, a label or the name of a check; git and GitHub allow fewer. */
const NAME = 1_024;
/** Pull requests of one commit. */
const PULL_REQUESTS = 1_000;

export const id = z.int().positive();
export const name = z.string().min(1).max(NAME);
export const sha = ShaText.transform((text) => text as Sha);
export const identified = z.object({ id });
/** Null for a deleted account. */
export const someone = z.object({ id, type: z.string().max(NAME).nullish() }).nullish();
export const label = z.object({ name }).nullish();
export const pullRequests = z.array(z.object({ number: id })).max(PULL_REQUESTS);
export const app = z.object({ id: id.nullish() }).nullish();

const COMMON = z.object({ repository: identified.nullish(), sender: someone });

export function account(value: z.infer<typeof someone>): Account | undefined {
  return value ? { id: value.id, bot: value.type === 'Bot' } : undefined;
}

/** `refs/heads/main` → `main`; undefined for a tag. */
export function branchOf(ref: string): string | undefined {
  const heads = 'refs/heads/';
  return ref.startsWith(heads) ? ref.slice(heads.length) : undefined;
}

import { shortList } from '../model/short-list.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import { areasOf } from './scope-areas.ts';
import type { ScopeCover } from './scope-cover.ts';
import type { SharedTouch } from './shared-scope.ts';

/** What a task is like; the first one whose sign is there decides. */
export type Demand = 'shared' | 'cross-cutting' | 'judgement' | 'bounded';

export interface RoutingRow {
  /** What in a spec shows the demand. */
  readonly sign: string;
  readonly runtime: TaskSpec['runtime'];
  readonly route: TaskSpec['route'];
  /** What the seed says of the runtimes. */
  readonly why: string;
}

/** A scope over more areas cuts across the product. Our own figure: a part, its caller and its neighbour are three. */
export const AREAS = 3;

/** The runtime matrix: work goes to the runtime that suits its demand, not to the one that is free (seed R1-R10). */
export const ROUTING_MATRIX: Readonly<Record<Demand, RoutingRow>> = {
  shared: {
    sign: 'the scope opens a shared file',
    runtime: 'claude',
    route: 'coordinator',
    why: 'Two specialists in one shared file cannot see each other; only the coordinator has the full picture.',
  },
  'cross-cutting': {
    sign: `the scope lies in more than ${AREAS} areas`,
    runtime: 'claude',
    route: 'coordinator',
    why: 'Codex struggles where a task needs awareness across the product; Claude holds many files in one session.',
  },
  judgement: {
    sign: 'the objective asks for a decision, a plan or a review',
    runtime: 'claude',
    route: 'specialist',
    why: 'Handed a question, Codex implements an answer with confidence; planning and critique are what Claude is for.',
  },
  bounded: {
    sign: 'none of these: bounded and isolated',
    runtime: 'codex',
    route: 'specialist',
    why: 'Atomic tasks with clear criteria run headless, in parallel and cheaply; a planning session for one is waste.',
  },
};

export interface Routing extends Pick<RoutingRow, 'runtime' | 'route'> {
  readonly demand: Demand;
  /** With names and numbers, to stand behind "because". */
  readonly because: string;
}

/** Where a task should go, by its demand alone. */
export function routeTask(
  objective: string,
  cover: ScopeCover,
  shared: readonly SharedTouch[],
): Routing {
  const paths = shared.filter(({ certainty }) => certainty === 'named').map(({ path }) => path);
  const areas = areasOf(cover);
  const [question] = QUESTION.exec(objective) ?? [];
  if (paths.length > 0) return routed('shared', `it opens ${shortList(paths, 3)}`);
  if (areas.length > AREAS)
    return routed('cross-cutting', `it changes ${areas.length} areas: ${shortList(areas)}`);
  if (question !== undefined) return routed('judgement', `its objective begins "${question}"`);
  const files = cover.existing.length + cover.created.length;
  return routed('bounded', `it is bounded: ${files} files in ${areas.length} areas, none shared`);
}

function routed(demand: Demand, because: string): Routing {
  const { runtime, route } = ROUTING_MATRIX[demand];
  return { demand, runtime, route, because };
}

/**
 * Words that ask for judgement at the start of an objective. Most are also the names of things that are built ("Audit
 * log", "Evaluate `if` first"), so those count only before what is judged.
 */
const QUESTION =
  /^(?:(?:decide|investigate|brainstorm|assess|prioriti[sz]e)\b|(?:choose|evaluate|explore|research|analy[sz]e|compare|review|audit|plan|design|propose|coordinate|orchestrate)\s+(?:whether|which|how|why|what|options|alternatives|approaches|ways|our|the\s+(?:architecture|design|approach(?:es)?|options|alternatives|plan|strategy|roadmap|work|team|agents|outputs?|pull requests?))\b)/i;

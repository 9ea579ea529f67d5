import { known, unknown } from '../model/evidence.ts';
import type { RecordLine } from '../model/record-line.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import type { EarlierAttempt, EarlierDrift, OutputFacts } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';

type Names = 'attempts' | 'earlierDrift' | 'otherFindings' | 'testRuns';

/** What was recorded before: attempts, drift of other outputs of the same task, test runs. */
export function pastFacts(
  ports: OutputPorts,
  request: OutputRequest,
): Gatherers<OutputFacts, Names> {
  const { output } = request;
  let lines: Promise<readonly RecordLine[]> | undefined;
  const linesOf = async (task: TaskId): Promise<readonly RecordLine[]> => {
    lines ??= ports.record.of(task);
    return (await lines).filter((line) => line.gate === 'output');
  };
  return {
    attempts: async (get) =>
      standingOn([await get('binding')], ({ bound, claimed }) => {
        const task = bound ?? claimed;
        return task === undefined ? known([]) : look(async () => attemptsOf(await linesOf(task)));
      }),
    earlierDrift: async (get) =>
      standingOn([await get('binding')], ({ bound, claimed }) => {
        const task = bound ?? claimed;
        if (task === undefined) return known({ outside: [], changed: [] });
        return look(async () => {
          const others = (await linesOf(task)).filter((line) => line.head !== output.head);
          return driftOf(await alive(others, ports, request));
        });
      }),
    otherFindings: async () =>
      unknown('the other rules were not judged yet', 'Judge with judgeOutputRules.'),
    testRuns: () => look(() => ports.testRuns.on(output.head)),
  };
}

function attemptsOf(lines: readonly RecordLine[]): readonly EarlierAttempt[] {
  return lines.map(({ attempt, head, findings }) => ({ attempt, head, findings }));
}

/** Only what landed or waits to land adds up; an attempt that was replaced by a push left nothing behind (threat A09). */
async function alive(
  lines: readonly RecordLine[],
  { history, outputs }: OutputPorts,
  { base }: OutputRequest,
): Promise<readonly RecordLine[]> {
  const last = [...new Map(lines.map((line) => [line.head, line])).values()];
  if (last.length === 0) return [];
  const open = new Set<string>((await outputs.list()).map((other) => other.head));
  const kept = await Promise.all(
    last.map(async (line) => open.has(line.head) || (await landed(parseSha(line.head)))),
  );
  return last.filter((_, place) => kept[place]);

  async function landed(head: Sha | undefined): Promise<boolean> {
    if (head === undefined || !(await history.resolve([head])).get(head)) return false;
    return (await history.mergeBases(base, head)).includes(head);
  }
}

function driftOf(lines: readonly RecordLine[]): EarlierDrift {
  return {
    outside: [...new Set(lines.flatMap((line) => line.drift?.outside ?? []))].sort(),
    changed: [...new Set(lines.flatMap((line) => line.drift?.changed ?? []))].sort(),
  };
}

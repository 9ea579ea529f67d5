import { authorityFacts } from './gather-authority.ts';
import { changeFacts } from './gather-changes.ts';
import { handoffFacts } from './gather-handoff.ts';
import { pastFacts } from './gather-past.ts';
import { stepFacts } from './gather-steps.ts';
import type { Gatherers } from './gatherers.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';

/** How every fact of Gate 2 is gathered for one output. */
export function outputGatherers(
  ports: OutputPorts,
  request: OutputRequest,
): Gatherers<OutputFacts> {
  return {
    ...handoffFacts(ports, request),
    ...authorityFacts(ports, request),
    ...changeFacts(ports, request),
    ...stepFacts(ports),
    ...pastFacts(ports, request),
  };
}

import type { PendingGate } from '../../flows/judge-pending.ts';
import type { ActionCommand } from './inputs.ts';

/** Commands that publish the check of one gate and nothing else; undefined = all gates and their fold. */
export function gateOf(command: ActionCommand): PendingGate | undefined {
  switch (command) {
    case 'output':
    case 'integration':
    case 'plan-revision':
      return command;
    default:
      return undefined;
  }
}

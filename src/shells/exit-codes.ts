import { GateError, type GateErrorKind } from '../model/gate-error.ts';
import type { Conclusion } from '../verdict/conclusion.ts';

/** What the exit code of the CLI says (STYLE 19). */
export const EXIT = { pass: 0, refused: 1, usage: 2, couldNotLook: 3, bug: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitOfConclusion(conclusion: Conclusion): ExitCode {
  return { pass: EXIT.pass, fail: EXIT.refused, 'not-proven': EXIT.couldNotLook }[conclusion];
}

const KINDS: Readonly<Record<GateErrorKind, ExitCode>> = {
  usage: EXIT.usage,
  config: EXIT.usage,
  access: EXIT.couldNotLook,
  internal: EXIT.bug,
};

export function exitOfError(error: GateError): ExitCode {
  return KINDS[error.kind];
}

/** Anything that is thrown, as an error with a kind and a remedy; what nobody foresaw is a bug of ours. */
export function asGateError(error: unknown): GateError {
  if (error instanceof GateError) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new GateError('internal', `This is a bug in handoff-gate: ${what}`, {
    remedy: 'Run it again with HANDOFF_GATE_DEBUG=1 and report what it prints.',
    cause: error,
  });
}

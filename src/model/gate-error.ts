/** usage: the call is wrong · config: policy, plan or settings are wrong · access: could not look · internal: our bug. */
export type GateErrorKind = 'usage' | 'config' | 'access' | 'internal';

/** A gate that cannot run. Work that is wrong is a Finding, never an error. Each shell maps the kinds to exit codes. */
export class GateError extends Error {
  readonly kind: GateErrorKind;
  /** One imperative sentence: what the reader can do about it. */
  readonly remedy: string;

  constructor(kind: GateErrorKind, message: string, options: { remedy: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'GateError';
    this.kind = kind;
    this.remedy = options.remedy;
  }
}

/** What an executor did with its task, and what the gates must say to it. */
export interface Scene {
  readonly task: string;
  /** One line for the table: what this executor did. */
  readonly story: string;
  readonly objective: string;
  readonly constraint: { readonly id: string; readonly text: string };
  readonly files: readonly string[];
  readonly create: readonly string[];
  /** The test file of the task, its suite and the least number of passing tests. */
  readonly tests: { readonly file: string; readonly min: number };
  /** The files of its commit; null = deleted. */
  readonly edits: Readonly<Record<string, string | null>>;
  /** How the contract differs from an honest one. */
  readonly lie?: 'invented-commit' | 'invented-test-run' | 'borrowed-commit' | 'dropped-constraint';
  readonly expected: {
    /** Rules of Gate 2 that must fail, exactly; empty = passes. */
    readonly output: readonly string[];
    /** Rules of Gate 3 that must fail, exactly. */
    readonly integration: readonly string[];
  };
}

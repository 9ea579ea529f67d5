import type { TestCase } from './test-case.ts';

export type Attributes = Readonly<Record<string, string>>;

/** How one case ended, as its elements say. */
export interface CaseEnd {
  readonly result: TestCase['result'];
  readonly failure: boolean;
  readonly error: boolean;
}

/** What is in a suite. Writers disagree on whether a summary counts what nested suites hold, so both are counted. */
export interface SuiteTally {
  readonly attributes: Attributes;
  readonly line: number;
  readonly all: Tally;
  /** Own cases, and nested suites as one each: what Node's own reporter writes. */
  readonly direct: Tally;
  /** Cases with a failure and an error: pytest counts them twice, others once. */
  both: number;
}

interface Tally {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

const nothing = (): Tally => ({ tests: 0, failures: 0, errors: 0, skipped: 0 });

export function openSuite(attributes: Attributes, line: number): SuiteTally {
  return { attributes, line, all: nothing(), direct: nothing(), both: 0 };
}

export function countCase(
  suites: readonly SuiteTally[],
  { result, failure, error }: CaseEnd,
): void {
  const one = {
    tests: 1,
    failures: failure ? 1 : 0,
    errors: error ? 1 : 0,
    skipped: result === 'skipped' ? 1 : 0,
  };
  for (const suite of suites) {
    add(suite.all, one);
    suite.both += failure && error ? 1 : 0;
  }
  for (const suite of suites.slice(-1)) add(suite.direct, one);
}

export function countSuite(suites: readonly SuiteTally[], { all }: SuiteTally): void {
  const one = {
    tests: 1,
    failures: Math.min(1, all.failures),
    errors: Math.min(1, all.errors),
    skipped: Math.min(1, all.skipped),
  };
  for (const suite of suites.slice(-1)) add(suite.direct, one);
}

function add(tally: Tally, one: Tally): void {
  tally.tests += one.tests;
  tally.failures += one.failures;
  tally.errors += one.errors;
  tally.skipped += one.skipped;
}

/** The summary of a suite against its own cases (threat C08); an attribute that is not there claims nothing. */
export function contradictionOf({ attributes, all, direct, both }: SuiteTally): string | undefined {
  const disabled = Number(attributes['disabled'] ?? 0);
  const allowed: Readonly<Record<keyof Tally, readonly number[]>> = {
    tests: [all.tests, all.tests + both, direct.tests],
    failures: [all.failures, all.failures - both, direct.failures],
    errors: [all.errors, all.errors - both, direct.errors],
    skipped: [all.skipped, all.skipped - disabled, direct.skipped],
  };
  for (const name of ['tests', 'failures', 'errors', 'skipped'] as const) {
    const claim = attributes[name] ?? '';
    if (claim !== '' && !allowed[name].some((count) => claim === String(count)))
      return `Suite ${quoted(attributes['name'])} states ${name}=${quoted(claim)}, its own cases are ${allowed[name][0]}`;
  }
  return undefined;
}

function quoted(text = ''): string {
  return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 59)}…`);
}

import { PENDING_RUN } from '../model/artifact-ref.ts';

/** Test runs as refs name them (model/parse-artifact-ref.ts), up to the `/` of their counts. */
const CITED = /(?<=test-run:|run ID: ?|\b(?=test-\d{4}-\d{2}-\d{2}))[A-Za-z0-9][\w.-]{0,120}/g;

/** Does a text name a test run that is none of these? `pending` names none yet. */
export function citesOtherRuns(text: string, known: ReadonlySet<string>): boolean {
  return [...text.matchAll(CITED)].some(
    ([cited]) =>
      cited !== PENDING_RUN && !known.has(cited) && !known.has(cited.replace(/-\d+$/, '')),
  );
}

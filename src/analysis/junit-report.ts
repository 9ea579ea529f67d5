import { SaxesParser } from 'saxes';
import { LIMITS } from '../model/limits.ts';
import type { Checked } from '../model/schema-problems.ts';
import {
  type Attributes,
  contradictionOf,
  countCase,
  countSuite,
  openSuite,
  type SuiteTally,
} from './junit-tally.ts';
import { fileName, refused, type TestCase } from './test-case.ts';

interface OpenCase {
  readonly attributes: Attributes;
  /** Names of the elements directly inside: failure, error, skipped, system-out, … */
  readonly inside: Set<string>;
}

/** Feeding in pieces lets a hostile report end at its first problem. */
const PIECE = 65_536;

/** The cases of a JUnit XML report, in the order of the text, or the first thing that is wrong with it. */
export function readJunit(text: string): Checked<readonly TestCase[]> {
  const parser = new SaxesParser();
  const path: string[] = [];
  const suites: SuiteTally[] = [];
  const cases: TestCase[] = [];
  let open: OpenCase | undefined;
  let problem: Checked<never> | undefined;
  const refuse = (message: string, line = parser.line): void => {
    problem ??= refused(message, line);
  };

  parser.on('error', ({ message }) => refuse(`The XML is broken: ${message}`));
  parser.on('doctype', () => refuse('The report has a document type; none is allowed'));
  parser.on('opentag', ({ name, attributes }) => {
    const parent = path.at(-1) ?? 'nothing';
    path.push(name);
    if (path.length > LIMITS.depth) refuse(`The report is nested deeper than ${LIMITS.depth}`);
    const container = path.length === 1 || isSuite(parent);
    if (path.length === 1 && !isSuite(name))
      refuse(`The root element is <${name}>; allowed: <testsuites>, <testsuite>`);
    if ((isSuite(name) || name === 'testcase') && !container)
      refuse(`<${name}> stands in <${parent}>; it belongs in a suite`);
    if (isSuite(name)) suites.push(openSuite(attributes, parser.line));
    else if (name === 'testcase') open = { attributes, inside: new Set() };
    else if (parent === 'testcase') open?.inside.add(name);
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (name === 'testcase' && open !== undefined) {
      const end = endOf(open);
      countCase(suites, end);
      cases.push({ file: fileOf(open.attributes, suites), result: end.result });
      open = undefined;
    }
    const suite = isSuite(name) ? suites.pop() : undefined;
    if (suite === undefined) return;
    countSuite(suites, suite);
    const contradiction = contradictionOf(suite);
    if (contradiction !== undefined) refuse(contradiction, suite.line);
  });
  for (let at = 0; at < text.length && problem === undefined; at += PIECE)
    parser.write(text.slice(at, at + PIECE));
  if (problem === undefined) parser.close();
  return problem ?? { ok: true, value: cases };
}

function isSuite(name: string): boolean {
  return name === 'testsuite' || name === 'testsuites';
}

/** gtest and others mark a case that did not run by an attribute instead of an element. */
const NOT_RUN = new Set(['notrun', 'disabled', 'skipped', 'ignored']);

function endOf({ attributes, inside }: OpenCase) {
  const failure = inside.has('failure');
  const error = inside.has('error');
  const notRun = inside.has('skipped') || NOT_RUN.has(attributes['status'] ?? '');
  const result = failure || error ? 'failed' : notRun ? 'skipped' : 'passed';
  return { result, failure, error } as const;
}

/** The file that the case or a suite around it names; else its class or suite, first whichever looks like a path. */
function fileOf(attributes: Attributes, suites: readonly SuiteTally[]): string {
  const around = suites.map((suite) => suite.attributes).reverse();
  const files = [attributes, ...around].map((one) => one['file']);
  const names = [attributes['classname'], ...around.map((one) => one['name'])];
  const paths = names.filter((name = '') => /^\S+$/.test(name) && /[/\\]|\.[a-z]{1,4}$/.test(name));
  return fileName(...files, ...paths, ...names);
}

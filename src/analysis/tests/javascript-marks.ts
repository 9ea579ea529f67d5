import { fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { lastOf, pathOf, plainText, type Step } from './call-chain.ts';
import { javascriptWords } from './javascript-words.ts';
import type { Mark } from './test-table.ts';

/** Globals of runners, and the comparison under all of them, that no test may replace. */
const PATCHED =
  /^(?:(?:global|globalThis|window)\.(?:expect|it|test|describe|assert)|(?:expect|assert)(?:\.\w+)?|Object\.is)$/;
const MODULE_DOUBLES = /^(?:(?:jest|vi)\.(?:mock|doMock|unstable_mockModule)|mock\.module)$/;
/** A double of a part of a module: the rest is the real one. */
const KEEPS_REAL = /requireActual|importActual|importOriginal/;
const FUNCTION_DOUBLES = /^(?:(?:jest|vi)\.spyOn|sinon\.(?:stub|replace)|mock\.method)(?:\.|$)/;
const REPLACES = /^(?:mock(?:Return|Resolved|Rejected|Implementation)|returns|resolves|callsFake)/;
const TESTS = /^(?:it|test|specify|describe)(?:\.\w*)*$/;
const PATIENCE = /^(?:(?:jest|vi)\.(?:setTimeout|retryTimes)|this\.(?:timeout|retries))$/;

export function javascriptMark(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  if (node.type === 'assignment_expression') return assignmentMark(node);
  if (steps.length === 0) return undefined;
  const path = pathOf(steps);
  const { args } = lastOf(steps);
  const first = args.slice(0, 1).map(plainText).join();
  if (path === 'process.exit' && /^0?$/.test(first)) {
    return { kind: 'failure-ignored', text: plainText(node) };
  }
  if (path === 'expect.extend' && extendsBuiltIn(args)) {
    return { kind: 'runner-patched', text: plainText(node) };
  }
  if (PATIENCE.test(path)) return { kind: 'patience-raised', text: path, amount: numberOf(first) };
  if (TESTS.test(path)) return optionMark(path, args);
  if (MODULE_DOUBLES.test(path) && !KEEPS_REAL.test(textOf(node))) {
    return { kind: 'subject-mocked', text: `${path}(${first})`, names: [first.slice(1, -1)] };
  }
  return FUNCTION_DOUBLES.test(path) ? functionDouble(path, steps) : undefined;
}

function assignmentMark(node: SyntaxNode): Mark | undefined {
  const text = plainText(node);
  if (PATCHED.test(fieldText(node, 'left'))) return { kind: 'runner-patched', text };
  return text === 'process.exitCode=0' ? { kind: 'failure-ignored', text } : undefined;
}

function extendsBuiltIn(args: readonly SyntaxNode[]): boolean {
  const members = args.flatMap((arg) => arg.children);
  const names = members.map((member) => fieldText(member, 'name') || fieldText(member, 'key'));
  return names.some((name) => javascriptWords.matchers.has(name));
}

/** `it('opens', …, 5_000)`, `test('opens', { retry: 3 }, …)`: of that test alone. */
function optionMark(path: string, args: readonly SyntaxNode[]): Mark | undefined {
  const title = args.slice(0, 1).map(textOf).join();
  for (const arg of args.slice(1)) {
    const members = arg.type === 'object' ? arg.children : [];
    const option = members.find((member) => OPTIONS.has(fieldText(member, 'key')));
    const name = option === undefined ? 'timeout' : fieldText(option, 'key');
    const amount = numberOf(option === undefined ? textOf(arg) : fieldText(option, 'value'));
    if (amount > 0) {
      return { kind: 'patience-raised', text: `${name} of ${path}(${title})`, amount };
    }
  }
  return undefined;
}
const OPTIONS = new Set(['timeout', 'retry', 'retries']);

/** `jest.spyOn(pool, 'open').mockReturnValue(1)`; a spy alone lets the real one run. */
function functionDouble(path: string, steps: readonly Step[]): Mark | undefined {
  const [, name] = steps
    .filter(({ isCalled }) => isCalled)
    .slice(0, 1)
    .flatMap(({ args }) => args);
  const replaces = path.startsWith('sinon') || steps.some((step) => REPLACES.test(step.name));
  if (name === undefined || !replaces) return undefined;
  const text = `double of ${plainText(name)}`;
  return { kind: 'subject-mocked', text, names: [textOf(name).slice(1, -1)] };
}

/** NaN, which is more than nothing, for what is no number. */
function numberOf(text: string): number {
  return Number(text.replaceAll('_', ''));
}

import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { pathOf, plainText, type Step } from './call-chain.ts';
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
  const path = pathOf(steps);
  const args = steps.at(-1)?.args ?? [];
  const [first] = args.map(plainText);
  if (path === 'process.exit' && (first === undefined || first === '0')) {
    return { kind: 'failure-ignored', text: plainText(node) };
  }
  if (path === 'expect.extend' && extendsBuiltIn(args))
    return { kind: 'runner-patched', text: plainText(node) };
  if (PATIENCE.test(path)) return patience(path, first);
  if (TESTS.test(path)) return optionMark(path, args);
  if (MODULE_DOUBLES.test(path) && first !== undefined && !KEEPS_REAL.test(textOf(node))) {
    return { kind: 'subject-mocked', text: `${path}(${first})`, names: [first.slice(1, -1)] };
  }
  return FUNCTION_DOUBLES.test(path) ? functionDouble(path, steps) : undefined;
}

function assignmentMark(node: SyntaxNode): Mark | undefined {
  const left = plainText(childOf(node, 'left') ?? node);
  if (PATCHED.test(left)) return { kind: 'runner-patched', text: plainText(node) };
  const isExit = plainText(node) === 'process.exitCode=0';
  return isExit ? { kind: 'failure-ignored', text: plainText(node) } : undefined;
}

function extendsBuiltIn(args: readonly SyntaxNode[]): boolean {
  const names = args
    .flatMap((arg) => arg.children)
    .flatMap((member) => [childOf(member, 'name'), childOf(member, 'key')]);
  return names.some((name) => name !== undefined && javascriptWords.matchers.has(textOf(name)));
}

/** `it('opens', …, 5_000)`, `test('opens', { retry: 3 }, …)`: of that test alone. */
function optionMark(path: string, args: readonly SyntaxNode[]): Mark | undefined {
  const title = args[0] === undefined ? '' : textOf(args[0]);
  const last = args.at(-1);
  if (last?.type === 'number') return patience(`timeout of ${path}(${title})`, textOf(last));
  const options = args
    .filter(({ type }) => type === 'object')
    .map(plainText)
    .join();
  const [, name, amount] = /[{,](timeout|retry|retries):([\d_]+)/.exec(options) ?? [];
  return name === undefined ? undefined : patience(`${name} of ${path}(${title})`, amount);
}

function patience(path: string, amount: string | undefined): Mark | undefined {
  const number = Number(amount?.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : { kind: 'patience-raised', text: path, amount: number };
}

/** `jest.spyOn(pool, 'open').mockReturnValue(1)`; a spy alone lets the real one run. */
function functionDouble(path: string, steps: readonly Step[]): Mark | undefined {
  const name = steps.find(({ args }) => args !== undefined)?.args?.[1];
  const replaces = path.startsWith('sinon') || steps.some((step) => REPLACES.test(step.name));
  if (name === undefined || !replaces) return undefined;
  return {
    kind: 'subject-mocked',
    text: `double of ${plainText(name)}`,
    names: [textOf(name).slice(1, -1)],
  };
}

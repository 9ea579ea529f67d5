import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { pathOf, plainText, type Step } from './call-chain.ts';
import type { Mark } from './test-table.ts';

const EXITS = /^(?:sys\.exit|os\._exit|exit|quit)$/;
const DOUBLES =
  /^(?:(?:mock\.|mocker\.|unittest\.mock\.)?patch(?:\.object)?|monkeypatch\.setattr)$/;

/** Hooks of pytest, and the words in them that change what runs or what is said of it. */
const HOOKS: readonly (readonly [RegExp, RegExp, Mark['kind']])[] = [
  [
    /^pytest_(?:collection_modifyitems|ignore_collect|collect_file)$/,
    /deselect|skip|items|return/,
    'tests-deselected',
  ],
  [/^pytest_(?:runtest_makereport|report_teststatus)$/, /outcome|passed|skipped/, 'runner-patched'],
  [/^pytest_(?:pyfunc_call|runtest_call|runtest_protocol)$/, /return|pass/, 'runner-patched'],
  [/^pytest_sessionfinish$/, /exitstatus/, 'failure-ignored'],
];

export function pythonMark(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  if (node.type === 'function_definition') return functionMark(node);
  if (node.type === 'assignment') return assignmentMark(node);
  const path = pathOf(steps);
  const args = steps.at(-1)?.args ?? [];
  const [first, second] = args;
  if (EXITS.test(path) && (first === undefined || textOf(first) === '0')) {
    return { kind: 'failure-ignored', text: plainText(node) };
  }
  if (path === 'pytest.mark.flaky' || path === 'pytest.mark.timeout')
    return patience(path, textOf(node));
  if (!DOUBLES.test(path) || first === undefined) return undefined;
  const byText = /^["']/.test(textOf(first)) ? textOf(first).slice(1, -1) : undefined;
  const name =
    byText?.split('.').at(-1) ?? (second === undefined ? undefined : textOf(second).slice(1, -1));
  return name === undefined
    ? undefined
    : { kind: 'subject-mocked', text: `double of ${name}`, names: [name] };
}

function functionMark(node: SyntaxNode): Mark | undefined {
  const name = textOf(childOf(node, 'name') ?? node);
  const body = textOf(childOf(node, 'body') ?? node);
  // An object that equals everything passes every comparison.
  if (name === '__eq__' && body.trim() === 'return True')
    return { kind: 'runner-patched', text: '__eq__ is always True' };
  const hook = HOOKS.find(([hookName, words]) => hookName.test(name) && words.test(body));
  return hook === undefined ? undefined : { kind: hook[2], text: `${name}: ${plainText(node)}` };
}

function assignmentMark(node: SyntaxNode): Mark | undefined {
  const text = plainText(node);
  if (/^collect_ignore(?:_glob)?=/.test(text)) return { kind: 'tests-deselected', text };
  const isSkipped = /^pytestmark=.*\.(?:skip|xfail)/.test(text) || text === '__test__=False';
  return isSkipped ? { kind: 'test-skipped', text } : undefined;
}

function patience(path: string, text: string): Mark | undefined {
  const amount = Number(/(?:reruns=|timeout=|\()(\d+)/.exec(text)?.[1] ?? 1);
  return { kind: 'patience-raised', text: path, amount };
}

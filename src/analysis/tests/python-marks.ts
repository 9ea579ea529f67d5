import { fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { argumentText, lastOf, pathOf, plainText, type Step } from './call-chain.ts';
import type { Mark } from './test-table.ts';

const EXITS = /^(?:sys\.exit|os\._exit|exit|quit)$/;
const DOUBLES =
  /^(?:(?:mock\.|mocker\.|unittest\.mock\.)?patch(?:\.object)?|monkeypatch\.setattr)$/;

/** Hooks of pytest, and the words in them that change what runs or what is said of it. */
type HookKind = 'tests-deselected' | 'runner-patched' | 'failure-ignored';
const HOOKS: readonly (readonly [RegExp, RegExp, HookKind])[] = [
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
  if (EXITS.test(path) && /^0?$/.test(argumentText(steps))) {
    return { kind: 'failure-ignored', text: plainText(node) };
  }
  if (/^pytest\.mark\.(?:flaky|timeout)$/.test(path)) return patience(path, textOf(node));
  return DOUBLES.test(path) ? double(lastOf(steps).args.map(textOf)) : undefined;
}

/** `patch('pool.open')` and `patch.object(pool, 'open')` are doubles of open. */
function double(args: readonly string[]): Mark | undefined {
  const target = args.find((arg) => /^["']/.test(arg));
  if (target === undefined) return undefined;
  const name = target.slice(1, -1).replace(/^.*\./, '');
  return { kind: 'subject-mocked', text: `double of ${name}`, names: [name] };
}

function functionMark(node: SyntaxNode): Mark | undefined {
  const name = fieldText(node, 'name');
  const body = fieldText(node, 'body');
  // An object that equals everything passes every comparison.
  if (name === '__eq__' && body.trim() === 'return True') {
    return { kind: 'runner-patched', text: '__eq__ is always True' };
  }
  const hook = HOOKS.find(([named, words]) => named.test(name) && words.test(body));
  return hook && { kind: hook[2], text: `${name}: ${plainText(node)}` };
}

function assignmentMark(node: SyntaxNode): Mark | undefined {
  const text = plainText(node);
  if (/^collect_ignore(?:_glob)?=/.test(text)) return { kind: 'tests-deselected', text };
  const isSkipped = /^pytestmark=.*\.(?:skip|xfail)/.test(text) || text === '__test__=False';
  return isSkipped ? { kind: 'test-skipped', text } : undefined;
}

/** `@pytest.mark.flaky` alone is one more run. */
function patience(path: string, text: string): Mark {
  const [, amount = '1'] = /(?:reruns=|timeout=|\()(\d+)/.exec(text) ?? [];
  return { kind: 'patience-raised', text: path, amount: Number(amount) };
}

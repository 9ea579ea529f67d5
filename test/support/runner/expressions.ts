import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

type Data = ReturnType<Evaluator['evaluate']>;
export type Contexts = Readonly<Record<string, unknown>>;

/** What the conditions `success()`, `failure()`, `always()` and `cancelled()` say. */
export type JobStatus = 'success' | 'failure';

const STATUS_CALL = /\b(?:success|failure|always|cancelled)\s*\(/i;

/**
 * One expression, by GitHub's own parser and evaluator. A context that the caller does not give is an error, as it is for the
 * runner, and a member that is not there is null.
 */
export function evaluate(expression: string, contexts: Contexts, status: JobStatus): Data {
  const functions = new Map(
    Object.entries({
      success: status === 'success',
      failure: status === 'failure',
      always: true,
      cancelled: false,
    }).map(([name, value]) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: (): Data => new data.BooleanData(value) },
    ]),
  );
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), [
    ...functions.values(),
  ]);
  const given = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parser.parse(), given, functions).evaluate();
}

/** A text with `${{ }}` in it. */
export function fill(text: string, contexts: Contexts, status: JobStatus): string {
  return split(text)
    .map((part) =>
      part.kind === 'text' ? part.text : evaluate(part.text, contexts, status).coerceString(),
    )
    .join('');
}

/** A condition with or without `${{ }}`; without a status call it holds only while the job succeeds. */
export function holds(
  condition: string | undefined,
  contexts: Contexts,
  status: JobStatus,
): boolean {
  const [only, ...others] = split(condition ?? '');
  const expression =
    only?.kind === 'expression' && others.length === 0 ? only.text : (condition ?? '');
  const asked = expression.trim() === '' ? 'success()' : expression;
  const whole = STATUS_CALL.test(asked) ? asked : `success() && (${asked})`;
  return truthy(evaluate(whole, contexts, status));
}

function truthy(value: Data): boolean {
  const text = value.coerceString();
  return text !== '' && text !== 'false' && text !== '0' && text !== 'NaN';
}

interface Part {
  readonly kind: 'text' | 'expression';
  readonly text: string;
}

/** An expression ends at the first }} that is not inside a '…' text of it. */
function split(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (let open = text.indexOf('${{'); open !== -1; open = text.indexOf('${{', at)) {
    const close = /^(?:'[^']*'|(?!\}\})[^'])*/.exec(text.slice(open + 3));
    const expression = close?.[0] ?? '';
    const end = open + 3 + expression.length;
    if (!text.startsWith('}}', end)) throw new Error(`An expression does not end: ${text}`);
    parts.push({ kind: 'text', text: text.slice(at, open) });
    parts.push({ kind: 'expression', text: expression });
    at = end + 2;
  }
  return [...parts, { kind: 'text' as const, text: text.slice(at) }].filter(
    ({ kind, text: piece }) => kind === 'expression' || piece !== '',
  );
}

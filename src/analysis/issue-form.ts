import { readMarkdown } from './markdown-blocks.ts';

/** One answer of a GitHub issue form: its `### Heading` and what was typed or chosen. */
export interface FormSection {
  readonly heading: string;
  /** Without the fence that a form adds to a field of code; empty for `_No response_`. */
  readonly text: string;
  /** 1-based line of the heading. */
  readonly line: number;
}

export type IssueForm =
  | {
      readonly ok: true;
      /** By heading. Of a heading that stands twice only the first counts: an answer may contain `### …` itself. */
      readonly sections: ReadonlyMap<string, FormSection>;
      /** Headings that stand more than once, the later ones: a finding, because they could be forged. */
      readonly repeated: readonly FormSection[];
    }
  | { readonly ok: false; readonly because: string };

/** Reads the body of an issue that a form made. Headings in code, quotes or lists are part of an answer. */
export function readIssueForm(body: string): IssueForm {
  const markdown = readMarkdown(body);
  if (!markdown.ok) return markdown;
  const { blocks, lines } = markdown;
  const starts = blocks
    .filter(({ type, depth, markup }) => type === 'heading' && depth === 0 && markup === '###')
    .map(({ start }) => start);
  const sections = new Map<string, FormSection>();
  const repeated: FormSection[] = [];
  for (const [at, start] of starts.entries()) {
    const heading = String(lines[start])
      .replace(/^ {0,3}###/, '')
      .trim();
    const answer = lines
      .slice(start + 1, starts[at + 1])
      .join('\n')
      .trim();
    const section = { heading, text: answerText(answer), line: start + 1 };
    if (sections.has(heading)) repeated.push(section);
    else sections.set(heading, section);
  }
  return { ok: true, sections, repeated };
}

/** A field with `render:` arrives as one fenced block and nothing else. */
const RENDERED = /^(?<fence>`{3,})[^`\n]*\n(?<code>[\s\S]*)\n\k<fence>$/;

function answerText(answer: string): string {
  if (answer === '_No response_') return '';
  const code = RENDERED.exec(answer)?.groups?.['code'];
  return code === undefined || /^`{3}/m.test(code) ? answer : code;
}

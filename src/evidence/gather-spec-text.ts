import { hiddenCharacters } from '../analysis/hidden-characters.ts';
import { readMarkdown } from '../analysis/markdown-blocks.ts';
import { type SpecIn, specIn } from '../analysis/spec-text.ts';
import { findPlaceholders } from '../analysis/words/find-placeholders.ts';
import { vocabulary } from '../analysis/words/vocabulary.ts';
import { known, missing } from '../model/evidence.ts';
import type { PolicyWords } from '../model/policy-words.ts';
import type { Checked } from '../model/schema-problems.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import type { TaskText } from '../ports/tasks.ts';
import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { SpecText, TaskEntryFacts } from './task-entry-facts.ts';

type Names = 'text' | 'reading' | 'spec' | 'digest';

/** Where the spec of a task is looked for; an empty text when there is nothing. */
export interface SpecSource {
  /** For people: `.handoff/tasks/auth.md at 1a2b3c4`, `issue #12`. */
  readonly source: string;
  readonly text: string;
  readonly people?: TaskText['people'];
}

/** What the planner wrote, as an executor and every later gate will read it. */
export function specTextFacts(
  given: () => Promise<SpecSource>,
  words: PolicyWords,
): Gatherers<TaskEntryFacts, Names> {
  const read = once(async () => readSpecSource(await given(), words));
  return {
    text: () => look(async () => (await read()).text),
    reading: async (get) =>
      standingOn([await get('text')], async () => {
        const { spec } = await read();
        if (spec === undefined)
          return missing('there is not one task spec within the limits', 'task-entry/spec-present');
        return known({ problems: spec.ok ? [] : spec.problems });
      }),
    spec: async (get) =>
      standingOn([await get('reading')], async () => {
        const { spec } = await read();
        return spec?.ok
          ? known(spec.value)
          : missing('the task spec is not complete', 'task-entry/spec-complete');
      }),
    digest: async (get) => standingOn([await get('spec')], (spec) => known(specDigest(spec))),
  };
}

/** The same without asking anybody: what stands in the text, and the one spec or what is wrong with it. */
export function readSpecSource(
  { source, text }: SpecSource,
  words: PolicyWords,
): { readonly text: SpecText; readonly spec: Checked<TaskSpec> | undefined } {
  const found = specIn(text);
  const about = { source, characters: text.length, copies: copiesIn(text) };
  if (found.state === 'unread') {
    const none = { blocks: [], form: 'none', hidden: [], invisible: [] } as const;
    return { text: { ...about, ...none, unread: found.because }, spec: undefined };
  }
  const { blocks, hidden, form, spec } = found;
  return {
    text: {
      ...about,
      unread: undefined,
      blocks: blocks.map((block) => ({ line: block.line, bytes: Buffer.byteLength(block.text) })),
      form,
      hidden: hidden.map(({ line, place }) => ({ line, construct: place })),
      invisible: invisibleIn(found),
    },
    spec: spec?.ok ? filledIn(spec.value, words) : spec,
  };
}

/** A placeholder is no answer, whatever the schema says (seed G1a). */
function filledIn(spec: TaskSpec, words: PolicyWords): Checked<TaskSpec> {
  const problems = findPlaceholders(spec, vocabulary(words));
  return problems.length === 0 ? { ok: true, value: spec } : { ok: false, problems };
}

/** In what the spec is read from, else in its values: an escape hides a character from the text (threat D18). */
function invisibleIn({ blocks, answers, spec }: SpecIn & { state: 'read' }): SpecText['invisible'] {
  const parts = [...blocks.map(({ text, line }) => ({ text, line })), ...answers];
  const inText = parts.flatMap(({ text, line }) =>
    hiddenCharacters(text).map(({ line: at, name }) => ({ line: line + at, name })),
  );
  if (inText.length > 0 || !spec?.ok) return inText;
  const line = Math.min(...parts.map((part) => part.line));
  return hiddenCharacters(JSON.stringify(spec.value)).map(({ name }) => ({ line, name }));
}

/** Code that is copied into a spec is read by every agent; over this a ref says the same (seed X11). */
const INLINE_COPY_LINES = 20;
const OURS = /\bhandoff-(?:task|contract|plan|review)\b/;

function copiesIn(text: string): SpecText['copies'] {
  const markdown = readMarkdown(text);
  if (!markdown.ok) return [];
  return markdown.blocks
    .filter(({ type, info }) => (type === 'fence' && !OURS.test(info)) || type === 'indented-code')
    .map(({ start, content }) => ({
      line: start + 1,
      lines: content.replace(/\n$/, '').split('\n').length,
    }))
    .filter(({ lines }) => lines > INLINE_COPY_LINES);
}

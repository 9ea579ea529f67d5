import { describe, expect, test } from '@jest/globals';
import { type ExcludedKind, findExcluded } from '../../src/analysis/excluded-content.ts';

const kinds = (text: string): readonly ExcludedKind[] => findExcluded(text).map(({ kind }) => kind);

describe('what does not belong into a field (C12)', () => {
  test.each<[text: string, kinds: readonly ExcludedKind[], why: string]>([
    ['User: add OAuth\nAssistant: On it', ['transcript'], 'two turns'],
    ['**Human**: go on', ['transcript'], 'one turn that no plan writes'],
    ['> Assistant: done', ['transcript'], 'a quoted turn'],
    ['User: hi\nAgent: hello', ['transcript'], 'a machine answers a user'],
    ['<|im_start|>user', ['transcript'], 'the marks of a chat template'],
    ['{"type": "tool_use", "name": "bash"}', ['tool-log'], 'a tool call'],
    ['{"tool_calls": []}', ['tool-log'], 'tool calls of another runtime'],
    ['{"type":"function_call_output"}', ['tool-log'], 'the answer of a function'],
    ['<function_calls><invoke name="bash">', ['tool-log'], 'tool calls as tags'],
    ['⏺ Bash(npm test)\n⎿ ok', ['tool-log'], 'the screen of a coding agent'],
    ['<thinking>The pool is too small</thinking>', ['reasoning'], 'thoughts as tags'],
    ['Let me check how sessions expire', ['reasoning'], 'a next thought'],
    ['I think the pool is too small', ['reasoning'], 'an opinion'],
    ['I’ll first read the tests', ['reasoning'], 'a plan for the next minute'],
    ['It is in auth. Wait, it is in session', ['reasoning'], 'a change of mind'],
    ['Hmm, odd', ['reasoning'], 'a doubt'],
    ['I tried a mutex', ['dead-end'], 'an attempt'],
    ['We initially attempted to cache it', ['dead-end'], 'an attempt of several'],
    ['My first approach with a mutex did not work', ['dead-end'], 'a failure told'],
    ['The cache was a dead end', ['dead-end'], 'a failure named'],
    ['I implemented the OAuth flow', ['commentary'], 'a report about oneself'],
    ['I have successfully added the tests', ['commentary'], 'a report about oneself, proud'],
    ['Great! The pool is ready', ['commentary'], 'applause'],
    ['Certainly, I can do that', ['commentary'], 'an answer to nobody'],
    ['Let me know if anything is missing', ['commentary'], 'a letter'],
    ['As an AI I cannot run it', ['commentary'], 'an excuse'],
    [
      'I tried a mutex. Let me use a queue. I added it.',
      ['reasoning', 'dead-end', 'commentary'],
      'each kind once',
    ],
    [
      'User: x\nAgent: I tried\nAssistant: y',
      ['transcript', 'dead-end'],
      'a kind is told once, by its first sign',
    ],
  ])('%j: %j (%s)', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test('the words are told, and not more than a line of them', () => {
    expect(findExcluded('done. I implemented it')).toEqual([
      { kind: 'commentary', words: 'I implemented' },
    ]);
    expect(findExcluded(`<invoke ${'x'.repeat(150)}>`)[0]?.words).toHaveLength(80);
  });
});

describe('the benign twins', () => {
  test.each<[text: string, why: string]>([
    ['Implement OAuth 2.0 flow in src/auth/oauth.ts', 'an objective'],
    ['Session expiry: 24 hours', 'a constraint'],
    ['Session refresh token behavior — deferred; requires product decision', 'an open question'],
    ['User: can sign in with one click', 'a user in a requirement'],
    ['System: Postgres 15\nUser: read only', 'fields of a system'],
    ['Agent: codex', 'a field of a plan'],
    ['The assistant shows its sources', 'an assistant that is the product'],
    ['A failed attempt is retried three times', 'attempts that the code makes'],
    ['The first attempt waits one second', 'an attempt that works'],
    ['Tool calls are logged with their duration', 'tools that are the product'],
    ['The field "type" of an event is one of "click", "view"', 'JSON in words'],
    ['{"type": "object", "role": "admin"}', 'JSON of another kind'],
    ['The wait is 5 s; actual values are logged', 'words that begin like a doubt'],
    ['Connection pool initialized; retries on failure; 3 integration tests pass', 'criteria'],
    ['Added src/auth/pkce.ts', 'a step without its author'],
    ['The great circle distance is used', 'an adjective'],
    ['Wi-Fi, ID and AI: the three icons', 'an abbreviation inside a line'],
  ])('%j (%s)', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

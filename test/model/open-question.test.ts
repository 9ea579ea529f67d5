import { describe, expect, test } from '@jest/globals';
import { OpenQuestion, readOpenQuestion } from '../../src/model/open-question.ts';

describe('readOpenQuestion', () => {
  test.each([
    [
      'seed C11: an em dash, a status, a reason',
      'Session refresh token behavior — deferred; requires product decision',
      {
        question: 'Session refresh token behavior',
        status: 'deferred',
        reason: 'requires product decision',
      },
    ],
    [
      'a hyphen and a colon',
      'Retry limit? - unknown: nobody has measured it',
      { question: 'Retry limit?', status: 'unknown', reason: 'nobody has measured it' },
    ],
    [
      'resolved names its answer',
      'Which hash? -- Resolved; commit:a3f92bc',
      { question: 'Which hash?', status: 'resolved', 'answer-ref': 'commit:a3f92bc' },
    ],
    ['no reason', 'Which hash? – deferred', { question: 'Which hash?', status: 'deferred' }],
    ['no status is open', 'Which hash?', { question: 'Which hash?', status: 'open' }],
    [
      'the last status counts',
      'Is "x - open" a status? — deferred; later',
      { question: 'Is "x - open" a status?', status: 'deferred', reason: 'later' },
    ],
    [
      'a word that only begins like a status',
      'What happens - deferredly?',
      { question: 'What happens - deferredly?', status: 'open' },
    ],
    [
      'a hyphen inside a word is no mark',
      'Is it on-deferred?',
      { question: 'Is it on-deferred?', status: 'open' },
    ],
    ['nothing before the mark', '— deferred; x', { question: '— deferred; x', status: 'open' }],
    [
      'reasons over lines',
      'Which hash?\n— deferred;\nlater',
      { question: 'Which hash?', status: 'deferred', reason: 'later' },
    ],
  ])('%s', (_, words, question) => {
    expect(readOpenQuestion(words)).toEqual(question);
    expect(OpenQuestion.parse(words)).toEqual(question);
    expect(readOpenQuestion(OpenQuestion.parse(words))).toEqual(question);
    expect(OpenQuestion.parse(OpenQuestion.parse(words))).toEqual(question);
  });

  test('a hostile question of the longest length costs no time (E08)', () => {
    const start = performance.now();
    for (const part of ['a - ', ' — deferred', ' ', '-', 'deferred;']) {
      readOpenQuestion(part.repeat(1_000).slice(0, 1_000));
    }
    expect(performance.now() - start).toBeLessThan(200);
  });
});

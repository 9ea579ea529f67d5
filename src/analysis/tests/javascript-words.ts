import { EXACT, LOOSE, PARTIAL } from './assertion.ts';
import { type AssertionWords, type Demand, demands } from './assertion-words.ts';

/** Matchers of Jest, Vitest, Chai, Jasmine and jest-dom; a name that is not here demands a part. */
const MATCHERS: ReadonlyMap<string, Demand> = new Map([
  ...demands(
    0,
    [
      EXACT,
      'toBe toEqual toStrictEqual toBeNull toBeUndefined toBeNaN toHaveLength toHaveBeenCalledWith toHaveBeenLastCalledWith toHaveBeenNthCalledWith toHaveBeenCalledTimes toHaveBeenCalledExactlyOnceWith toHaveReturnedWith toMatchSnapshot toMatchInlineSnapshot toThrowErrorMatchingSnapshot toThrowErrorMatchingInlineSnapshot toMatchFileSnapshot toHaveTextContent toHaveValue toHaveText',
    ],
    [
      EXACT,
      'equal equals eql eq strictEqual deepEqual members lengthOf true false null undefined NaN calledWith calledOnceWith callCount',
    ],
    [LOOSE, 'toBeTruthy toBeFalsy toBeDefined ok exist exists'],
  ),
  ['toThrow', { rank: EXACT, subject: 0, alone: PARTIAL }],
  ['toThrowError', { rank: EXACT, subject: 0, alone: PARTIAL }],
  ['throw', { rank: EXACT, subject: 0, alone: PARTIAL }],
]);

/** Functions of node:assert, Chai's assert, AVA, tape, tap and QUnit. */
const FUNCTIONS: ReadonlyMap<string, Demand> = new Map([
  ...demands(
    0,
    [
      EXACT,
      'equal strictEqual deepEqual deepStrictEqual is same strictSame isNull isUndefined lengthOf sameMembers snapshot like calledWith calledOnceWithExactly',
    ],
    [
      PARTIAL,
      'throws rejects throwsAsync match regex include includes partialDeepStrictEqual instanceOf isAbove isBelow',
    ],
    [
      LOOSE,
      'notEqual notStrictEqual notDeepEqual notDeepStrictEqual not notDeepEqual doesNotThrow doesNotReject notThrows exists isDefined isNotNull',
    ],
  ),
  ...demands('refuted', [LOOSE, 'false isFalse falsy notOk']),
  ...demands('condition', [LOOSE, 'ok assert true isTrue truthy isOk']),
]);

export const javascriptWords: AssertionWords = {
  subjectFirst: new Set(['expect']),
  subjectBefore: new Set(['should']),
  matcherInArgument: new Set(),
  matchers: MATCHERS,
  negations: new Set(['not']),
  functions: FUNCTIONS,
  functionsOf: new Set(['', 'assert', 'assert.strict', 'chai.assert', 't', 'tap', 'sinon.assert']),
  anything: /^expect\.(?:anything|any)\(/,
  aPart: /^expect\.(?:objectContaining|arrayContaining|stringContaining|stringMatching)\(/,
};

import { EXACT, LOOSE, PARTIAL } from './assertion.ts';
import { type AssertionWords, demands } from './assertion-words.ts';

const FUNCTIONS = [
  [
    EXACT,
    'Equal EqualValues Exactly JSONEq YAMLEq InDelta ElementsMatch Len Nil NoError Empty Zero EqualError ErrorIs Same DeepEqual',
  ],
  [
    PARTIAL,
    'Contains Subset ErrorContains ErrorAs IsType Implements Regexp Greater GreaterOrEqual Less LessOrEqual Panics PanicsWithError HasPrefix WithinDuration Positive',
  ],
  [LOOSE, 'NotEqual NotNil Error NotEmpty NotPanics NotZero NotContains NotSame'],
] as const;

/** testify (also as `s.Equal` of a suite), is, gotest.tools; Gomega. Plain `if … { t.Error() }` is in goTests. */
export const goWords: AssertionWords = {
  subjectFirst: new Set(['Expect', 'Ω', 'Eventually', 'Consistently']),
  subjectBefore: new Set(),
  matcherInArgument: new Set(['To', 'ToNot', 'NotTo', 'Should', 'ShouldNot']),
  matchers: new Map(
    demands(
      0,
      [
        EXACT,
        'Equal BeEquivalentTo BeNil BeTrue BeFalse Succeed BeZero HaveLen ConsistOf MatchJSON BeEmpty MatchError HaveValue',
      ],
      [LOOSE, 'HaveOccurred'],
    ),
  ),
  negations: new Set(['ToNot', 'NotTo', 'ShouldNot']),
  functions: new Map([
    ...demands('condition', [LOOSE, 'True Truef']),
    ...demands('refuted', [LOOSE, 'False Falsef']),
    ...demands(1, ...FUNCTIONS),
    ...FUNCTIONS.flatMap(([rank, names]) =>
      names.split(' ').map((name) => [`${name}f`, { rank, subject: 1 }] as const),
    ),
  ]),
  functionsOf: new Set([
    'assert',
    'require',
    's',
    'suite',
    'is',
    'a',
    'r',
    's.Require()',
    's.Require',
    's.Assert',
  ]),
  runner: /^(?:t|tb|b|[st]\.T\(\))$/,
  anything: /^mock\.Anything$/,
  aPart: /^$./,
};

import { EXACT, LOOSE, PARTIAL } from './assertion.ts';
import { type AssertionWords, demands } from './assertion-words.ts';

/** unittest, pytest, unittest.mock, numpy.testing; pytest's own `assert` is a statement, see pythonTests. */
export const pythonWords: AssertionWords = {
  // assertpy, expects
  subjectFirst: new Set(['assert_that', 'expect']),
  subjectBefore: new Set([
    'assert_called_with',
    'assert_called_once_with',
    'assert_any_call',
    'assert_has_calls',
    'assert_called_once',
    'assert_called',
    'assert_not_called',
    'assert_awaited_once_with',
    'assert_awaited_with',
    'assert_awaited',
  ]),
  matcherInArgument: new Set(),
  matchers: new Map(
    demands(
      0,
      [
        EXACT,
        'assert_called_with assert_called_once_with assert_has_calls assert_awaited_with assert_awaited_once_with assert_not_called is_equal_to is_true is_false is_none is_length',
      ],
      [PARTIAL, 'assert_called_once assert_any_call'],
      [LOOSE, 'assert_called assert_awaited is_not_none is_not_equal_to exists'],
    ),
  ),
  negations: new Set(),
  functions: new Map([
    ...demands(
      0,
      [
        EXACT,
        'assertEqual assertEquals assertIs assertIsNone assertListEqual assertDictEqual assertSetEqual assertTupleEqual assertSequenceEqual assertMultiLineEqual assertCountEqual assertAlmostEqual assertQuerySetEqual assertJSONEqual assert_equal assert_array_equal assert_allclose assert_almost_equal assert_frame_equal assert_series_equal assertContains assertRedirects',
      ],
      [
        PARTIAL,
        'assertIn assertNotIn assertIsInstance assertGreater assertGreaterEqual assertLess assertLessEqual assertRegex assertDictContainsSubset assertTemplateUsed assertLogs assertNumQueries',
      ],
      [
        LOOSE,
        'assertNotEqual assertIsNot assertIsNotNone assertNotIsInstance assertNotAlmostEqual assertNotRegex',
      ],
    ),
    ...demands('condition', [LOOSE, 'assertTrue assert_']),
    ...demands('refuted', [LOOSE, 'assertFalse']),
    // The class of the error is what is expected; the code that raises it stands elsewhere.
    ...demands(
      'none',
      [EXACT, 'assertRaisesRegex assertWarnsRegex'],
      [PARTIAL, 'raises assertRaises warns assertWarns deprecated_call'],
    ),
  ]),
  functionsOf: new Set([
    '',
    'self',
    'cls',
    'pytest',
    'np.testing',
    'numpy.testing',
    'npt',
    'pd.testing',
    'tm',
    'testing',
    'case',
    'tc',
  ]),
  anything: /^(?:(?:mock\.)?ANY|Exception|BaseException)$/,
  aPart: /^$./,
};

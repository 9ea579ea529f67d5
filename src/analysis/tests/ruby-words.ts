import { EXACT, LOOSE, PARTIAL } from './assertion.ts';
import { type AssertionWords, demands } from './assertion-words.ts';

/** RSpec, Minitest (both of its styles), test-unit and Rails. */
export const rubyWords: AssertionWords = {
  subjectFirst: new Set(['expect', 'is_expected']),
  subjectBefore: new Set([
    'should',
    'should_not',
    'must_equal',
    'must_be_nil',
    'must_be_empty',
    'must_include',
    'must_match',
    'must_raise',
    'must_be',
    'wont_be_nil',
    'wont_equal',
    'wont_be_empty',
  ]),
  matcherInArgument: new Set(['to', 'not_to', 'to_not', 'should', 'should_not']),
  matchers: new Map([
    ...demands(
      0,
      [
        EXACT,
        'eq eql equal be be_nil be_empty be_zero match_array contain_exactly have_attributes have_received must_equal must_be_nil must_be_empty have_http_status',
      ],
      [
        LOOSE,
        'be_truthy be_falsey be_falsy be_present exist wont_be_nil wont_equal wont_be_empty must_be',
      ],
    ),
    ['raise_error', { rank: PARTIAL, subject: 0, alone: LOOSE }],
  ]),
  negations: new Set(['not_to', 'to_not', 'should_not']),
  functions: new Map([
    ...demands(
      1,
      [EXACT, 'assert_equal assert_same assert_in_delta assert_operator'],
      [
        PARTIAL,
        'assert_includes assert_match assert_kind_of assert_instance_of assert_respond_to assert_predicate',
      ],
      [LOOSE, 'refute_equal assert_not_equal'],
    ),
    ...demands(
      0,
      [EXACT, 'assert_nil assert_empty assert_response assert_redirected_to'],
      [PARTIAL, 'assert_difference assert_changes assert_no_difference assert_select'],
      [LOOSE, 'refute_nil assert_not_nil refute_empty assert_nothing_raised'],
    ),
    ...demands('condition', [LOOSE, 'assert']),
    ...demands('refuted', [LOOSE, 'refute assert_not']),
    ...demands('none', [PARTIAL, 'assert_raises assert_raise']),
  ]),
  functionsOf: new Set(['', 'self', 'assert']),
  anything: /^(?:anything|Exception|StandardError)$/,
  aPart:
    /^(?:a_hash_including|hash_including|array_including|include|a_string_matching|instance_of|kind_of)\b/,
};

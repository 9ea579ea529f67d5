import { EXACT, LOOSE, PARTIAL } from './assertion.ts';
import { type AssertionWords, demands } from './assertion-words.ts';

/** JUnit 3 to 5, TestNG, AssertJ, Truth, Hamcrest, Mockito. */
export const javaWords: AssertionWords = {
  subjectFirst: new Set([
    'assertThat',
    'then',
    'verify',
    'assertThatThrownBy',
    'assertThatExceptionOfType',
  ]),
  subjectBefore: new Set(),
  matcherInArgument: new Set(),
  matchers: new Map(
    demands(
      0,
      [
        EXACT,
        'isEqualTo isSameAs isSameInstanceAs isNull isTrue isFalse isZero isEmpty hasSize containsExactly containsExactlyElementsOf hasMessage isEqualByComparingTo isInstanceOf isExactlyInstanceOf',
      ],
      [LOOSE, 'isNotNull isNotEqualTo isNotEmpty isPresent isNotZero doesNotThrowAnyException'],
    ),
  ),
  negations: new Set(),
  functions: new Map([
    ...demands(
      1,
      [EXACT, 'assertEquals assertArrayEquals assertSame assertIterableEquals assertLinesMatch'],
      [LOOSE, 'assertNotEquals assertNotSame'],
      [PARTIAL, 'assertInstanceOf'],
    ),
    ...demands(
      0,
      [EXACT, 'assertNull'],
      [LOOSE, 'assertNotNull assertDoesNotThrow'],
      [PARTIAL, 'assertTimeout'],
    ),
    ...demands('condition', [LOOSE, 'assertTrue']),
    ...demands('refuted', [LOOSE, 'assertFalse']),
    // The class of the error is what is expected.
    ...demands('none', [PARTIAL, 'assertThrows assertThrowsExactly expectThrows']),
    // Hamcrest: assertThat(x, is(1)) has its matcher in the second argument.
    ...demands(0, [EXACT, 'verifyNoInteractions verifyNoMoreInteractions']),
  ]),
  functionsOf: new Set(['', 'Assertions', 'Assert', 'org.junit.Assert', 'this', 'Mockito']),
  anything: /^(?:Exception|Throwable|RuntimeException)\.class$|^(?:any|anything|notNullValue)\(/,
  aPart: /^(?:containsString|hasItem|startsWith|instanceOf|not)\(/,
};

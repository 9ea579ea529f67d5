import type { Language } from './language.ts';
import { goTests } from './tests/go-tests.ts';
import { javaTests } from './tests/java-tests.ts';
import { javascriptTests } from './tests/javascript-tests.ts';
import { pythonTests } from './tests/python-tests.ts';
import { rubyTests } from './tests/ruby-tests.ts';
import { rustTests } from './tests/rust-tests.ts';
import type { TestTable } from './tests/test-table.ts';

/** C has no test runner of its own that tests could be told by. */
export const TEST_TABLES: Readonly<Partial<Record<Language, TestTable>>> = {
  typescript: javascriptTests,
  tsx: javascriptTests,
  javascript: javascriptTests,
  python: pythonTests,
  go: goTests,
  java: javaTests,
  rust: rustTests,
  ruby: rubyTests,
};

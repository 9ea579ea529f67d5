import { cFunctions } from './functions/c.ts';
import type { FunctionTable } from './functions/function-table.ts';
import { goFunctions } from './functions/go.ts';
import { javaFunctions } from './functions/java.ts';
import { javascriptFunctions } from './functions/javascript.ts';
import { pythonFunctions } from './functions/python.ts';
import { rubyFunctions } from './functions/ruby.ts';
import { rustFunctions } from './functions/rust.ts';
import type { Language } from './language.ts';

export const FUNCTION_TABLES: Readonly<Record<Language, FunctionTable>> = {
  typescript: javascriptFunctions,
  tsx: javascriptFunctions,
  javascript: javascriptFunctions,
  python: pythonFunctions,
  go: goFunctions,
  java: javaFunctions,
  rust: rustFunctions,
  c: cFunctions,
  ruby: rubyFunctions,
};

import { bundledGrammars } from '../../src/adapters/grammars/bundled-grammars.ts';
import { createSyntax } from '../../src/analysis/syntax.ts';

/** One parser for a test file: grammars load once. */
export const syntax = createSyntax(bundledGrammars());

import type { FileFunctions } from '../../../src/analysis/file-functions.ts';
import { symbolScope } from '../../../src/gates/output/symbol-scope.ts';
import { changedOutput, moduleScope } from '../../support/changed-output.ts';
import { changed, outputFacts, path } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const INDEX = path('src/auth/index.ts');
const opened = (symbols: readonly string[], functions: FileFunctions | 'nobody parsed it') => {
  const facts = changedOutput([changed(INDEX)], {
    scope: moduleScope({ symbols: { [INDEX]: symbols } }),
  });
  const others = facts.functions.filter((file) => file.path !== INDEX);
  return {
    ...facts,
    functions: functions === 'nobody parsed it' ? others : [...others, functions],
  };
};
const units = (code: readonly string[], cosmetic: readonly string[] = []): FileFunctions => ({
  path: INDEX,
  state: 'parsed',
  changed: code,
  cosmetic,
  total: 9,
});

ruleTable(symbolScope, {
  passes: [
    { why: 'only the opened function changes', facts: opened(['register'], units(['register'])) },
    {
      why: 'an opened class covers its methods',
      facts: opened(['Pool'], units(['Pool', 'Pool.close'])),
    },
    {
      why: 'the code outside functions, opened by its name',
      facts: opened(['register', '(top level)'], units(['register', '(top level)'])),
    },
    {
      why: 'nothing but a mode, which output/scope-compliance tells',
      facts: opened(['register'], units([])),
    },
  ],
  skips: [{ why: 'the spec opens no file by symbols', facts: outputFacts() }],
  fails: [
    {
      why: 'one more function',
      facts: opened(['register'], units(['register', 'other'])),
      findings: [
        {
          at: { path: INDEX },
          found: 'other',
          expected: 'only register',
          facts: { path: INDEX, changed: ['other'], allowed: ['register'] },
        },
      ],
    },
    {
      why: 'an import above the function',
      facts: opened(['register'], units(['(top level)', 'register'])),
      findings: [{ found: '(top level)' }],
    },
    {
      why: 'only a comment of another function: it can be a directive',
      facts: opened(['register'], units(['register'], ['other'])),
      findings: [{ found: 'other' }],
    },
    {
      why: 'a method does not open its class',
      facts: opened(['Pool.close'], units(['Pool'])),
      findings: [{ found: 'Pool' }],
    },
    {
      why: 'a name that only begins like an opened one',
      facts: opened(['reg'], units(['register'])),
      findings: [{ found: 'register' }],
    },
    {
      why: 'a file that cannot be parsed counts as a whole (D16)',
      facts: opened(['register'], {
        path: INDEX,
        state: 'fallback',
        because: 'holds a syntax error',
      }),
      findings: [{ found: '(whole file)' }],
    },
    {
      why: 'a file that nobody parsed counts as a whole',
      facts: opened(['register'], 'nobody parsed it'),
      findings: [{ found: '(whole file)' }],
    },
  ],
});

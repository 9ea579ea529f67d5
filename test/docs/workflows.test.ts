import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { auditWorkflow } from '../../src/analysis/workflow-audit/audit-workflow.ts';
import { actionErrors, workflowErrors } from '../support/official-parser.ts';

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);

describe('our own workflows and action (THREATS §6)', () => {
  test.each(WORKFLOWS)("%s is valid by GitHub's own parser, and without a flaw", async (path) => {
    const text = readFileSync(path, 'utf8');
    expect(await workflowErrors(path, text)).toEqual([]);
    expect(auditWorkflow(path, text, 'required')).toEqual([]);
  });

  test('action.yml likewise', () => {
    const text = readFileSync('action.yml', 'utf8');
    expect(actionErrors('action.yml', text)).toEqual([]);
    expect(auditWorkflow('action.yml', text, 'required')).toEqual([]);
  });
});

describe('the parser is asked in earnest', () => {
  test.each([
    ['a job without a machine', 'on: push\njobs:\n  a:\n    steps:\n      - run: x\n'],
    ['an event that there is none', 'on: pushh\njobs:\n  a:\n    runs-on: x\n    steps: []\n'],
    [
      'an expression that does not parse',
      `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n        if: \${{ github.ref = 1 }}\n`,
    ],
    [
      'a context that is not there',
      `on: push\njobs:\n  a:\n    runs-on: x\n    if: \${{ stepz.a }}\n    steps:\n      - run: echo\n`,
    ],
  ])('%s', async (_why, text) => {
    expect(await workflowErrors('w.yml', text)).not.toEqual([]);
  });

  test.each([
    [
      'a step without a shell',
      'name: a\ndescription: b\nruns: {using: composite, steps: [{run: x}]}\n',
    ],
    ['a key that there is none', 'name: a\ndescription: b\nrun: {}\n'],
  ])('%s', (_why, text) => {
    expect(actionErrors('action.yml', text)).not.toEqual([]);
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evidenceMark, sameEvidence } from '../../src/analysis/same-evidence.ts';
import { parseArtifactRef } from '../../src/model/parse-artifact-ref.ts';
import { printArtifactRef } from '../../src/model/print-artifact-ref.ts';
import { artifactRefs } from '../support/artifact-refs.ts';

const same = (a: string, b: string): boolean => {
  const [first, second] = [parseArtifactRef(a), parseArtifactRef(b)];
  if ('problem' in first || 'problem' in second) throw new Error('not a ref');
  return sameEvidence(first.ref, second.ref);
};
const FULL = 'a3f92bc4'.repeat(5);

test.each([
  ['a shortened sha', `commit:${FULL}`, 'commit:a3f92bc'],
  ['counts or none', 'test-run:auth-1-12/12', 'test-run:auth-1'],
  ['a check', 'check:build', 'check:build'],
  ['an artifact', 'artifact:12/coverage', 'artifact:12/coverage'],
])('the same: %s', (_, a, b) => {
  expect(same(a, b)).toBe(true);
  expect(same(b, a)).toBe(true);
});

test.each([
  ['another commit', 'commit:a3f92bc', 'commit:a3f92bd'],
  ['another run', 'test-run:auth-1', 'test-run:auth-2'],
  ['a run that is still to come', 'test-run:pending', 'test-run:pending'],
  ['another kind', 'commit:a3f92bc', 'check:a3f92bc'],
  ['a file that many tasks may name', 'README.md', 'README.md'],
  ['a decision that many tasks may name', 'plan:v2#C1', 'plan:v2#C1'],
  ['an issue', 'issue:#12', 'issue:#12'],
])('not the same: %s', (_, a, b) => {
  expect(same(a, b)).toBe(false);
});

test('whoever asks first gets the same answer', () => {
  const ref = fc.constantFrom(
    'commit:a3f92bc',
    `commit:${FULL}`,
    'commit:1234567',
    'test-run:x',
    'test-run:x-1/1',
    'check:x',
    'README.md',
  );
  fc.assert(fc.property(ref, ref, (a, b) => expect(same(a, b)).toBe(same(b, a))));
});

test('whatever is the same evidence has the same mark, and a text that cites it holds the mark', () => {
  const mark = (text: string) => {
    const read = parseArtifactRef(text);
    return 'ref' in read ? evidenceMark(read.ref) : undefined;
  };
  fc.assert(
    fc.property(artifactRefs(), artifactRefs(), (a, b) => {
      const text = printArtifactRef(a);
      const own = evidenceMark(a);
      if (own !== undefined) expect(text).toContain(own);
      if (sameEvidence(a, b)) expect(evidenceMark(b)).toBe(own);
    }),
  );
  expect(mark('commit:a3f92bc')).toBe(mark(`commit:${FULL}`));
  expect(mark('test-run:auth-1-12/12')).toBe(mark('test-run:auth-1'));
  expect([mark('README.md'), mark('plan:v2'), mark('test-run:pending')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

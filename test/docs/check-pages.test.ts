import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const page = readFileSync('docs/how-to/read-a-gate-check.md', 'utf8');
const golden = ['checks', 'comments', 'job-summary'].flatMap((folder) =>
  readdirSync(`test/golden/${folder}`).map((name) =>
    readFileSync(`test/golden/${folder}/${name}`, 'utf8'),
  ),
);
const samples = Array.from(page.matchAll(/^```text\n([\s\S]*?)^```$/gm), ([, text = '']) => text);

describe('"read a gate check"', () => {
  test('has samples', () => expect(samples).toHaveLength(3));

  test.each(samples.map((sample) => [sample]))('shows what is really printed: %j', (sample) => {
    expect(golden.filter((text) => text.includes(sample.trim()))).not.toEqual([]);
  });
});

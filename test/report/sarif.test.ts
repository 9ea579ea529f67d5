import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { reportSarif } from '../../src/report/sarif.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { expectGolden } from '../support/golden.ts';
import { finding, ruleResult, sampleReport, verdict } from '../support/sample-report.ts';

function resultsOf(...verdicts: readonly Verdict[]): readonly Result[] {
  const log = JSON.parse(reportSarif({ ...sampleReport(), verdicts })) as Log;
  return log.runs[0]?.results ?? [];
}

const with_ = (overrides: Parameters<typeof finding>[0], mode: Verdict['mode'] = 'block') =>
  resultsOf(
    verdict({ mode, rules: [ruleResult({ state: 'failed', findings: [finding(overrides)] })] }),
  );

test('one of everything', () => {
  expectGolden('report/report.sarif', reportSarif(sampleReport()));
});

describe('invariants of SARIF 2.1.0 that readers rely on', () => {
  const log = JSON.parse(reportSarif(sampleReport())) as Log;
  const [run] = log.runs;
  const rules = run?.tool.driver.rules ?? [];
  const results = run?.results ?? [];

  test('every result points to its rule by id and by index', () => {
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex = -1 } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('rules are unique, each with a sentence and a page that is a URI', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, helpUri = '', shortDescription } of rules) {
      expect(new URL(helpUri).pathname).toBe(`/handoff-gate@0.1.0/docs/rules/${id}.md`);
      expect(shortDescription?.text).not.toBe('');
    }
  });

  test('every finding is one result, its id the fingerprint', () => {
    const ids = sampleReport().verdicts.flatMap((one) =>
      one.rules.flatMap((rule) => rule.findings.map(({ id }) => id)),
    );
    const prints = results.map((result) => result.fingerprints?.['handoffGateFinding/v1']);
    expect(prints).toEqual(expect.arrayContaining(ids));
    expect(new Set(prints).size).toBe(prints.length);
  });
});

test('it fits the official schema (OASIS, errata 01)', () => {
  const file = new URL('../fixtures/sarif-schema-2.1.0.json', import.meta.url);
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  expect(id).toContain('sarif-schema-2.1.0.json');
  const formats = { uri: URL.canParse, 'uri-reference': true, 'date-time': true } as const;
  const fits = new Ajv({ strict: false, formats }).compile(schema);
  const log = JSON.parse(reportSarif(sampleReport()));
  expect(fits(log) ? [] : fits.errors).toEqual([]);
  expect(fits({ ...log, runs: [{}] })).toBe(false);
});

describe('levels', () => {
  test.each([
    ['block', 'block', 'error'],
    ['block', 'unproven', 'error'],
    ['block', 'warn', 'warning'],
    ['warn', 'block', 'warning'],
    ['warn', 'warn', 'note'],
    ['observe', 'block', 'note'],
  ] as const)('mode %s, severity %s: %s', (mode, severity, level) => {
    expect(with_({ severity }, mode)).toMatchObject([{ level }]);
  });

  test('a rule that could not look is a result: an upload without results reads as green', () => {
    const silent = ruleResult({ state: 'unproven', remedy: 'Fetch.' });
    expect(resultsOf(verdict({ rules: [silent] }))).toMatchObject([{ level: 'error' }]);
  });

  test('a waived finding is suppressed, not gone', () => {
    expect(with_({ severity: 'waived' })).toMatchObject([{ suppressions: [{ kind: 'external' }] }]);
  });
});

describe('names of others', () => {
  test.each([
    ['a space', 'a b.ts', 'a%20b.ts'],
    ['a scheme', 'javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['a query and a fragment', 'a?b#c', 'a%3Fb%23c'],
    ['a climb that is only a name', '..%2fetc', '..%252fetc'],
    ['half of a surrogate pair', 'a\ud800', 'a%EF%BF%BD'],
  ])('%s in a path is a relative URI of that file', (_, path, uri) => {
    expect(with_({ at: { path } })).toMatchObject([
      { locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' } } }] },
    ]);
  });

  test.each(['[click](https://evil.example)', '![x](https://evil.example/x.png)', '[a][b](c)'])(
    'a link stays text: %s',
    (problem) => {
      expect(with_({ problem })[0]?.message.text).not.toContain('](');
    },
  );

  test('benign: brackets and parentheses stay', () => {
    expect(with_({ problem: 'f(a[1]) (see b)' })[0]?.message.text).toContain('f(a[1]) (see b)');
  });
});

import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding } from '../model/finding.ts';
import type { RuleResult } from '../model/rule-result.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Report } from './report.ts';
import { visible, visibleJson } from './visible-text.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * SARIF 2.1.0 for code scanning: one run, every rule that judged, one result a finding. A rule that could not look is a
 * result too, else an upload without results would read as green (STYLE 11).
 */
export function reportSarif({ engine, verdicts }: Report): string {
  const rules = [
    ...new Map(
      verdicts.flatMap((verdict) => verdict.rules.map((rule) => [rule.rule, rule] as const)),
    ).values(),
  ].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  const indexOf = new Map(rules.map((rule, index) => [rule.rule, index]));
  const results = verdicts.flatMap((verdict) =>
    verdict.rules.flatMap((rule) =>
      resultsOf(rule, verdict).map((result) => ({
        ruleId: rule.rule,
        ruleIndex: indexOf.get(rule.rule) as number,
        ...result,
        properties: {
          gate: verdict.gate,
          output: visible(verdict.subject.id),
          ...result.properties,
        },
      })),
    ),
  );
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'handoff-gate',
            version: engine,
            semanticVersion: engine,
            informationUri: 'https://www.npmjs.com/package/handoff-gate',
            rules: rules.map((rule) => descriptor(rule, engine)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository' } } },
        results,
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

/** The page of a rule in the version that judged: the package carries its pages. */
export function ruleHelp(rule: string, engine: string): string {
  return `https://unpkg.com/handoff-gate@${engine}/docs/rules/${rule}.md`;
}

function descriptor({ rule, holds }: RuleResult, engine: string): ReportingDescriptor {
  return {
    id: rule,
    shortDescription: { text: holds },
    helpUri: ruleHelp(rule, engine),
    defaultConfiguration: { level: 'error' },
  };
}

function resultsOf(rule: RuleResult, verdict: Verdict): readonly Result[] {
  return rule.state === 'unproven' && rule.findings.length === 0
    ? [doubtResult(rule, verdict)]
    : rule.findings.map((finding) => findingResult(finding, verdict));
}

/** Doubt weighs as much as a no; a policy that only warns or observes makes no errors (M6). */
const LEVELS = {
  block: { block: 'error', waived: 'error', unproven: 'error', warn: 'warning' },
  warn: { block: 'warning', waived: 'warning', unproven: 'warning', warn: 'note' },
  observe: { block: 'note', waived: 'note', unproven: 'note', warn: 'note' },
} as const;

function findingResult(finding: Finding, { mode, subject }: Verdict): Result {
  const { id, problem, fix, severity, to, mast } = finding;
  return {
    level: LEVELS[mode][severity],
    message: { text: `${plain(problem)} Fix (${to}): ${plain(fix)}` },
    locations: [locationOf(finding, subject.id)],
    ...fingerprints(id),
    ...(severity === 'waived' && {
      suppressions: [{ kind: 'external', justification: 'Waived by a planner in the policy.' }],
    }),
    properties: { severity, to, mast },
  };
}

function doubtResult(
  { rule, saw, remedy, to }: Extract<RuleResult, { readonly state: 'unproven' }>,
  { mode, subject }: Verdict,
): Result {
  return {
    level: LEVELS[mode].unproven,
    message: { text: `Could not be judged: ${plain(saw)} Fix (${to}): ${plain(remedy)}` },
    locations: [{ logicalLocations: [{ fullyQualifiedName: visible(subject.id) }] }],
    ...fingerprints(`${rule}@${visible(subject.id)}`),
    properties: { severity: 'unproven', to },
  };
}

/** `primaryLocationLineHash` is the one that GitHub reads; ours keeps an alert the same when lines move. */
function fingerprints(id: string): Pick<Result, 'fingerprints' | 'partialFingerprints'> {
  return {
    fingerprints: { 'handoffGateFinding/v1': id },
    partialFingerprints: { primaryLocationLineHash: id },
  };
}

function locationOf({ at = {} }: Finding, subject: string): Location {
  const { path, line, endLine, field, output } = at;
  const names = [field, output ?? subject].flatMap((name) =>
    name === undefined ? [] : [{ fullyQualifiedName: visible(name) }],
  );
  return {
    ...(path !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(path), uriBaseId: 'SRCROOT' },
        ...(line !== undefined && {
          region: { startLine: line, ...(endLine !== undefined && { endLine }) },
        }),
      },
    }),
    logicalLocations: names,
  };
}

/** A relative URI, whatever the path is called; `Buffer` replaces halves of surrogate pairs, which have no URI. */
function uriOf(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(Buffer.from(segment).toString()))
    .join('/');
}

/** Text of others in a SARIF message: no links (`[text](target)`) of theirs, no hidden characters (threat F01). */
function plain(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

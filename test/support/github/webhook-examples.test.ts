import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { webhookFaults } from './webhook-schema.ts';

interface Kind {
  readonly name: string;
  readonly examples: readonly { readonly action?: string }[];
}

/** Webhooks that people received from GitHub and gave to @octokit/webhooks-examples. */
const kinds = JSON.parse(
  readFileSync('node_modules/@octokit/webhooks-examples/api.github.com/index.json', 'utf8'),
) as readonly Kind[];
const examples = kinds.flatMap(({ name, examples: some }) =>
  some.map((payload, index) => ({ id: `${name}.${payload.action ?? ''}#${index}`, name, payload })),
);

/** Fields that GitHub sends today and did not when the example was received (2018 to 2023). */
const YOUNGER = new Set(
  [
    'is_template web_commit_signoff_required topics visibility custom_properties workflow workflow_run installation reactions',
    'suspended_at suspended_by requester active_lock_reason description performed_via_github_app deliveries_url auto_merge',
    'draft start_line original_start_line original_line line start_side side number node_id state cvss cwes cve_id',
    'is_one_time is_custom_amount run_attempt created_at workflow_name head_branch actor triggering_actor path display_title',
  ].flatMap((line) => line.split(' ')),
);

/** What else GitHub’s schemas say against these examples, and why the example is kept. */
const ALLOWED: Readonly<Record<string, { readonly why: string; readonly fault: RegExp }>> = {
  'check_run.rerequested#7': {
    why: 'times of an app as 2018 wrote them: no T, no zone',
    fault: /date-time/,
  },
  'check_run.rerequested#8': {
    why: 'times of an app as 2018 wrote them: no T, no zone',
    fault: /date-time/,
  },
  'code_scanning_alert.reopened#0': {
    why: 'a later form of the alert than the schema’s',
    fault: /^\/alert/,
  },
  'pull_request.opened#0': {
    why: 'a head repository without fields that came later',
    fault: /^\/pull_request\/head\/repo/,
  },
  'release.published#0': {
    why: 'a release without name and text, which GitHub allows',
    fault: /^\/release\/(name|body)/,
  },
  'repository_vulnerability_alert.create#0': {
    why: 'GitHub’s own bot has another picture since',
    fault: /^\/sender\/avatar_url/,
  },
  'workflow_run.completed#0': {
    why: 'an example of a run that was not completed',
    fault: /conclusion/,
  },
};

describe('real webhooks against the schemas that hold the emulator', () => {
  test('all 329 are there', () => {
    expect(examples.length).toBe(329);
  });

  test('each is as the schema says, but for what is younger than it and for what is listed', () => {
    const wrong = examples.flatMap(({ id, name, payload }) =>
      webhookFaults(name, payload)
        .filter((fault) => !YOUNGER.has(/required property '(\w+)'/.exec(fault)?.[1] ?? ''))
        .filter((fault) => !ALLOWED[id]?.fault.test(fault))
        .map((fault) => `${id}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing is listed that is not needed', () => {
    const found = examples.map(({ id, name, payload }) => ({
      id,
      faults: webhookFaults(name, payload),
    }));
    const missing = found.flatMap(({ faults }) =>
      faults.map((fault) => /required property '(\w+)'/.exec(fault)?.[1]),
    );
    expect([...YOUNGER].filter((field) => !missing.includes(field))).toEqual([]);
    for (const [id, { fault }] of Object.entries(ALLOWED))
      expect([
        id,
        found.find((one) => one.id === id)?.faults.some((text) => fault.test(text)),
      ]).toEqual([id, true]);
  });
});

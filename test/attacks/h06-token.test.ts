import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionOn } from '../support/github/action-on.ts';
import { filedPull, filedTasks } from '../support/github/filed-tasks.ts';
import type { GitHub } from '../support/github/git-hub.ts';
import { temporaryFolder } from '../support/repo.ts';
import type { CompositeRun } from '../support/run-composite.ts';

/** Threat H06: whatever happens, the token stands nowhere that somebody else can read, in no form. */
let hub: GitHub;
/** No part of it stands anywhere by chance. */
const CANARY = `ghs_${createHash('sha512').update('canary').digest('base64url').slice(0, 36)}`;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }, { task: 'wide' }]);
  const ofJob = hub.world.tokens.get(hub.tokens.actions);
  if (ofJob) hub.world.tokens.set(CANARY, { ...ofJob, token: CANARY });
  filedPull(hub, 'greet');
  filedPull(hub, 'wide', { 'src/wide.ts': '1\n', 'a.md': 'a\n', 'b.md': 'b\n' });
});
afterAll(() => hub.close());

/** As it is, and in the forms in which it travels; of base64 all three alignments. */
function forms(token: string): readonly string[] {
  const base64 = ['', 'x', 'xx', 'x-access-token:'].map((before) => {
    const text = Buffer.from(before + token).toString('base64');
    const from = Math.ceil((before.length * 4) / 3) + 1;
    return text.slice(from, from + Math.floor(token.length / 2));
  });
  return [token, token.slice(4), Buffer.from(token).toString('hex'), ...base64];
}

function filesBelow(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `${entry.parentPath}/${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`,
    )
    .join('\n');
}

/** Everything that a run leaves behind. */
function leftBy(run: CompositeRun, ...folders: readonly string[]): string {
  const { log, summary, outputs, annotations, left } = run;
  const said = hub.repository.noun.checkSuites.map(({ checkRuns }) =>
    checkRuns.map(({ title, summary: text, text: more, externalId }) => [
      title,
      text,
      more,
      externalId,
    ]),
  );
  const comments = [...hub.repository.noun.issues.values()].map((one) =>
    one.comments.map(({ body }) => body),
  );
  return [
    JSON.stringify([log, summary, outputs, annotations, left, said, comments]),
    ...folders.map(filesBelow),
  ].join('\n');
}

test('the canary is found by this very test, in each form', () => {
  const token = CANARY;
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'a'));
  for (const text of [
    `Bearer ${token}`,
    Buffer.from(`x-access-token:${token}`).toString('base64'),
    Buffer.from(token).toString('base64'),
    Buffer.from(token).toString('hex'),
    encodeURIComponent(token),
  ]) {
    writeFileSync(join(dir, 'a', 'leak'), text);
    expect(forms(token).some((form) => filesBelow(dir).includes(form))).toBe(true);
  }
});

describe('the token of a job', () => {
  const clean = (everything: string, token: string) => {
    expect(forms(token).filter((form) => everything.includes(form))).toEqual([]);
  };

  test('a run that judges, writes and reports', async () => {
    const token = CANARY;
    const workspace = temporaryFolder();
    const run = await actionOn(
      hub,
      { name: 'schedule', payload: { schedule: '7,37 * * * *' } },
      { token, workspace, inputs: { report: 'report.html', sarif: 'report.sarif' } },
    );
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'failed' } });
    const temp = dirname(dirname(run.outputs['report-path'] ?? ''));
    const everything = leftBy(run, temp, workspace);
    // Reports, mirror, checks and comments are really among what is searched.
    const searched = ['report.html', 'report.sarif', 'report.json', 'mirror', '### '];
    expect(searched.filter((part) => !everything.includes(part))).toEqual([]);
    clean(everything, token);
    // What was masked would be *** here: the runner had nothing to hide.
    expect(run.log).not.toContain('***');
    expect(run.obeyed).toContain('add-mask');
  });

  test.each([
    ['GitHub knows no such token', () => `${CANARY}8`],
    [
      'it may read nothing',
      () => {
        const token = hub.token({ app: 'github-actions', permissions: { metadata: 'read' } });
        const may = hub.world.tokens.get(token);
        if (may) hub.world.tokens.set(`${CANARY}9`, { ...may, token: `${CANARY}9` });
        return `${CANARY}9`;
      },
    ],
  ])('a run that fails or is refused: %s', async (_why, given) => {
    const token = given();
    const run = await actionOn(
      hub,
      { name: 'schedule', payload: { schedule: '7,37 * * * *' } },
      { token },
    );
    clean(leftBy(run), token);
    expect(run.log).not.toContain('***');
    expect(run.log).not.toBe('');
  });
});

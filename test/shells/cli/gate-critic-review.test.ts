import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { honestRepo } from '../../support/task-repo.ts';

/** The form of the answer that the critic's pack prints, filled in. */
async function answered(verdict: string) {
  const made = await honestRepo();
  const { out } = await made.run('pack', '--role', 'critic');
  const [form = ''] = /```yaml handoff-review[\s\S]*?```/.exec(out) ?? [];
  const fail = verdict === 'fail' ? ', required-change: "Greet in capitals", at: src/greet.ts' : '';
  const review = form
    .replace('<who reviews>', 'claude-critic')
    .replaceAll('<pass|fail|unknown>', verdict)
    .replaceAll('"<file:path#L1-L9 or commit:sha>"', `"file:src/greet.ts#L1-L3"${fail}`);
  made.write('.git/review.md', `${review}\n`);
  return made;
}

test('what the pack of a critic asks for is what the gate takes', async () => {
  const { run } = await answered('pass');
  const ran = await run('gate', 'critic-review', 'greet', '--review', '.git/review.md');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('critic-review/verdict-per-criterion');
});

test('in the note beside the contract: both gates read what is theirs', async () => {
  const { run, git } = await answered('fail');
  const before = JSON.parse((await run('gate', 'output', '--json', '--dry-run')).out);
  git(
    '-c',
    'user.name=C',
    '-c',
    'user.email=c@example.com',
    'notes',
    '--ref=handoff',
    'append',
    '-F',
    '.git/review.md',
    'HEAD',
  );
  const ran = await run('gate', 'critic-review', '--json');
  expect(ran.code).toBe(1);
  const [verdict] = JSON.parse(ran.out).verdicts;
  expect(verdict.outcome.findings).toHaveLength(2);
  expect(verdict['must-act']).toEqual(['executor']);
  const after = JSON.parse((await run('gate', 'output', '--json', '--dry-run')).out);
  expect(after.conclusion).toBe(before.conclusion);
  const said = (report: typeof before) =>
    report.verdicts[0].rules.map(({ saw: _, ...rest }: { saw: string }) => rest);
  expect(said(after)).toEqual(said(before));
});

test('nobody asked for one: not applicable, exit 0', async () => {
  const { run } = await honestRepo();
  const ran = await run('gate', 'critic-review', '--dry-run');
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('no review is due');
});

test('one file is the review of one output', async () => {
  const { run } = await answered('pass');
  const ran = await run('gate', 'critic-review', '--review', '.git/review.md');
  expect(ran).toMatchObject({ code: 2 });
  expect(ran.err).toContain('Name the output');
});

test('what the critic proposes beyond the task is shown everywhere, and holds nothing up', async () => {
  const { run, git, dir } = await answered('pass');
  const path = join(dir, '.git/review.md');
  const proposed = 'follow-ups: [{objective: Greet in <German>, scope: [src/greet-de.ts]}]';
  writeFileSync(path, readFileSync(path, 'utf8').replace(/```\s*$/, `${proposed}\n\`\`\`\n`));
  const shown = 'Greet in <German> (src/greet-de.ts)';
  const as = ['-c', 'user.name=C', '-c', 'user.email=c@example.com'];
  git(...as, 'notes', '--ref=handoff', 'append', '-F', '.git/review.md', 'HEAD');

  const ran = await run('gate', 'critic-review', '--report', '.git/report.html');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain(shown);
  expect(readFileSync(join(dir, '.git/report.html'), 'utf8')).toContain(
    'Greet in &lt;German&gt; (src/greet-de.ts)',
  );
  const [verdict] = JSON.parse((await run('gate', 'critic-review', '--json')).out).verdicts;
  const findings = verdict.rules.flatMap((rule: { findings: unknown[] }) => rule.findings);
  expect(findings).toMatchObject([
    { severity: 'warn', to: 'planner', facts: { scope: ['src/greet-de.ts'] } },
  ]);
  expect((await run('view')).out).toContain('- greet: "Greet in <German>", "src/greet-de.ts"');
  const { tasks } = JSON.parse((await run('view', '--json')).out);
  expect(tasks.flatMap(({ proposed: all }: { proposed: unknown[] }) => all)).toEqual([
    { objective: 'Greet in <German>', scope: ['src/greet-de.ts'] },
  ]);
});

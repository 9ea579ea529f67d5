import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { auditWorkflow } from '../../src/analysis/workflow-audit/audit-workflow.ts';
import { cli } from '../support/cli.ts';
import { workflowErrors } from '../support/official-parser.ts';
import { temporaryFolder } from '../support/repo.ts';

const PAGES = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const read = (path: string) => readFileSync(path, 'utf8');

interface Block {
  readonly page: string;
  readonly info: string;
  readonly text: string;
}

function blocksOf(page: string): readonly Block[] {
  return [...read(page).matchAll(/^```(\S[^\n]*)\n(.*?)^```$/gms)].map(
    ([, info = '', text = '']) => ({ page, info, text }),
  );
}

/** As GitHub makes them out of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every link within the repository leads to a page, and to a heading of it', () => {
  const broken = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
      .map(([, path = '', anchor]) => ({
        page,
        target: path === '' ? page : normalize(join(dirname(page), path)),
        anchor,
      }))
      .filter(
        ({ target, anchor }) =>
          !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor)),
      ),
  );
  expect(broken).toEqual([]);
});

describe('every workflow in a page is one to paste (THREATS §6)', () => {
  const workflows = PAGES.flatMap(blocksOf).filter(({ text }) => /^jobs:$/m.test(text));

  test('there is at least the one of the tutorial', () => {
    expect(workflows.map(({ page }) => page)).toContain('docs/tutorial/zero-to-blocked-pr.md');
  });

  test.each(workflows)('$page', async ({ text }) => {
    expect(await workflowErrors('w.yml', text)).toEqual([]);
    expect(auditWorkflow('w.yml', text, 'required')).toEqual([]);
  });

  test('the job of the tutorial is ten lines', () => {
    const [tutorial] = workflows.filter(({ page }) => page.includes('tutorial'));
    expect(
      tutorial?.text
        .split(/^jobs:\n/m)[1]
        ?.trimEnd()
        .split('\n'),
    ).toHaveLength(10);
  });
});

test('what is given to GitHub as JSON is JSON', () => {
  const texts = PAGES.flatMap(blocksOf).flatMap(({ info, text }) =>
    info === 'json'
      ? [text]
      : [...text.matchAll(/<<'END'\n(\{.*?\n)END$/gms)].map(([, body]) => body),
  );
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(() => JSON.parse(String(text))).not.toThrow();
});

describe('the first half of the tutorial', () => {
  const page = 'docs/tutorial/zero-to-blocked-pr.md';
  const [here = ''] = read(page).split('## Put it on GitHub');
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };

  test('every line does what it says: red, then green', async () => {
    let cwd = temporaryFolder();
    let out = '';
    for (const { info, text } of blocksOf(page).filter((block) => here.includes(block.text))) {
      if (info === 'text') {
        for (const line of text.trimEnd().split('\n')) expect(out).toContain(line);
        continue;
      }
      const expected = Number(/^sh exit=(\d)$/.exec(info)?.[1] ?? 0);
      for (const line of text.trimEnd().split('\n')) {
        const words = line.split(' ');
        if (words[0] === 'handoff-gate') {
          const ran = await cli(words.slice(1), { cwd });
          expect([line, ran.code, ran.code === expected ? '' : ran.out + ran.err]).toEqual([
            line,
            expected,
            '',
          ]);
          out = ran.out;
        } else {
          const script = `${line}\necho "$PWD" >&3`;
          const ran = spawnSync('bash', ['-ec', script], {
            cwd,
            env,
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
          });
          expect([line, ran.status, ran.status === 0 ? '' : ran.stderr]).toEqual([line, 0, '']);
          cwd = String(ran.output[3]).trim();
        }
      }
    }
    expect(out).toContain('✓ passed handoff/example');
  });
});

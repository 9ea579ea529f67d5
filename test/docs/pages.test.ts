import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { auditWorkflow } from '../../src/analysis/workflow-audit/audit-workflow.ts';
import { workflowErrors } from '../support/official-parser.ts';
import { blocksOf } from '../support/page-walk.ts';

const PAGES = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const read = (path: string) => readFileSync(path, 'utf8');

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
  const workflows = PAGES.flatMap((page) => blocksOf(page)).filter(({ text }) =>
    /^jobs:$/m.test(text),
  );

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
  const texts = PAGES.flatMap((page) => blocksOf(page)).flatMap(({ info, text }) =>
    info === 'json'
      ? [text]
      : [...text.matchAll(/<<'END'\n(\{.*?\n)END$/gms)].map(([, body]) => body),
  );
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(() => JSON.parse(String(text))).not.toThrow();
});

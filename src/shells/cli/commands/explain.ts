import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Finding } from '../../../model/finding.ts';
import { MAST_MODES } from '../../../model/mast.ts';
import { type Block, findingBlocks, GAP, line, span } from '../../../report/terminal-model.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { packageFile } from '../../package.ts';
import type { Call } from '../entry.ts';
import { printBlocks, printJson } from '../print.ts';
import { RULE_CARDS, type RuleCard, ruleCard } from '../rule-cards.ts';
import type { Session } from '../session.ts';

export function define(command: Command): void {
  command
    .argument(
      '[rule]',
      'id or name of a rule, or the id of a finding of this branch; left out: all rules',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ handoff-gate explain
  $ handoff-gate explain output/scope-compliance
  $ handoff-gate explain scope-drift
  $ handoff-gate explain hg_1a2b3c4d`,
    );
}

export async function completions(): Promise<readonly string[]> {
  return RULE_CARDS.map(({ id }) => id);
}

export async function run({ session, args: [name] }: Call): Promise<ExitCode> {
  if (name === undefined) {
    if (session.output === 'json') printJson(session, RULE_CARDS);
    else await printBlocks(session, [listOf(RULE_CARDS)]);
    return EXIT.pass;
  }
  const finding = /^hg_[0-9a-f]{8}$/.test(name) ? await findingOf(session, name) : undefined;
  const card = ruleCard(finding?.rule ?? name);
  const page = await readFile(packageFile(`docs/rules/${card.id}.md`), 'utf8');
  if (session.output === 'json') printJson(session, { ...card, page, ...(finding && { finding }) });
  else
    await printBlocks(session, [
      ...blocksOf(card, page),
      ...(finding ? findingBlocks(finding) : []),
    ]);
  return EXIT.pass;
}

/** Both gates are loaded only for this. */
async function findingOf(session: Session, id: string): Promise<Finding> {
  const { currentFinding } = await import('../current-finding.ts');
  return currentFinding(session, id);
}

function listOf(cards: readonly RuleCard[]): Block {
  const rows = cards.map(({ id, holds, to }) => [span(id, 'strong'), span(holds), span(to)]);
  return { kind: 'table', head: ['Rule', 'Holds when', 'Must act'], rows };
}

function blocksOf(card: RuleCard, page: string): readonly Block[] {
  const { id, holds, to, mast, integrity, needs, seed, threats } = card;
  const fact = (name: string, value: string): Block =>
    line(2, span(`${name}: `.padEnd(10), 'quiet'), span(value));
  return [
    line(0, span(id, 'strong'), span(`  ${holds}`)),
    fact('must act', to),
    fact(
      'mode',
      integrity ? 'block; it cannot be lowered or waived' : 'block; the policy may lower it',
    ),
    fact('MAST', `${mast} ${MAST_MODES[mast]}`),
    fact('reads', needs.map(String).join(', ')),
    fact('seed', seed.join(', ') || 'none'),
    fact('threats', threats.join(', ') || 'none'),
    GAP,
    ...page
      .trim()
      .split('\n')
      .slice(2)
      .map((text) => line(0, span(text))),
  ];
}

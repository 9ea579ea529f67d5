import { z } from 'zod';
import { FindingIdText } from './finding.ts';
import { PolicyWords } from './policy-words.ts';
import { Principal } from './principal.ts';
import { Pattern } from './scope.ts';
import { share, wholeNumber } from './whole-number.ts';

const patterns = z.array(Pattern).max(256);
const principals = z.array(Principal).max(256).prefault([]);
export const RULE_MODES = ['block', 'warn', 'off'] as const;
export const GRADES = ['E0', 'E1', 'E2', 'E3', 'E4'] as const;
export type Grade = (typeof GRADES)[number];
const RuleMode = z.enum(RULE_MODES);
const Route = z.strictObject({
  label: z.string().max(100).describe('Label that starts the agent'),
  model: z.string().max(100).optional().describe('Model that the agent uses'),
  effort: z.string().max(50).optional().describe('Reasoning effort of the agent'),
});

/** The policy (FORMATS §8), read from the tip of the default branch only (decision K1). Every field has a safe default. */
export const Policy = z
  .strictObject({
    schema: z
      .literal('handoff-policy/v1')
      .default('handoff-policy/v1')
      .describe('Format and version'),
    mode: z
      .enum(['observe', 'warn', 'block'])
      .default('block')
      .describe('For the whole repository: only block turns a check red'),
    'applies-to': z
      .union([
        z.enum(['executors', 'all']),
        z.strictObject({ branches: patterns.describe('Branches, or globs of them') }),
      ])
      .default('executors')
      .describe('Who must carry a contract'),
    roles: z
      .strictObject({
        planners: principals.describe('Who may write specs and the plan'),
        executors: principals.describe('Who implements tasks'),
        critics: principals.describe('Who judges rubrics'),
      })
      .prefault({})
      .describe('Who plays which part, by numeric id: a login can be given away'),
    shared: patterns.default([]).describe('Files that only the coordinator may change'),
    protected: patterns
      .default([])
      .describe('Files that no executor may change, besides the built-in list'),
    scope: z
      .strictObject({
        'max-files': wholeNumber(1, 10_000)
          .prefault(20)
          .describe('Files that the scope of one task may cover'),
        'shared-importers': wholeNumber(2, 100_000)
          .prefault(20)
          .describe('So many modules that import a file make it shared'),
      })
      .prefault({})
      .describe('Bounds of a scope'),
    drift: z
      .strictObject({
        limit: share().prefault(0.2).describe('Share of changed units outside the scope (seed D2)'),
      })
      .prefault({})
      .describe('When work beyond the scope goes back to the planner'),
    integration: z
      .strictObject({
        'file-overlap': RuleMode.default('warn').describe('Two outputs change one file'),
        'hunk-overlap': RuleMode.default('warn').describe('Two outputs change neighbouring lines'),
        mechanical: RuleMode.default('warn').describe(
          'Conflicts only in lock files, changelogs or version lines',
        ),
      })
      .prefault({})
      .describe('What outputs that meet mean'),
    critic: z
      .strictObject({
        'required-for': z
          .array(z.string().max(64))
          .max(16)
          .default([])
          .describe('Patterns of work that a critic must judge'),
      })
      .prefault({})
      .describe('When a critic must judge'),
    evidence: z
      .strictObject({
        commits: z.enum(GRADES).default('E2').describe('Least grade of a commit'),
        tests: z
          .enum(GRADES)
          .default('E2')
          .describe('Least grade of a test run; E3 on GitHub, E2 is what a local run can reach'),
        workflows: z
          .array(z.string().max(256))
          .max(64)
          .default(['.github/workflows/handoff-tests.yml'])
          .describe('Workflows whose runs are trusted'),
      })
      .prefault({})
      .describe('What counts as evidence'),
    attempts: wholeNumber(1, 20)
      .prefault(3)
      .describe('Attempts at a task before it goes back to the planner'),
    pack: z
      .strictObject({
        tokens: wholeNumber(100, 1_000_000)
          .prefault(2_000)
          .describe('Most tokens of a context pack'),
      })
      .prefault({})
      .describe('Bounds of what an executor is given'),
    words: PolicyWords.prefault({}).describe('Word lists of Gate 1'),
    checks: z
      .enum(['each', 'summary'])
      .default('each')
      .describe('Each gate as its own check besides the required one, or only that one'),
    routing: z
      .strictObject({
        codex: Route.optional().describe('How Codex is started'),
        claude: Route.optional().describe('How Claude is started'),
      })
      .prefault({})
      .describe('How agents are started'),
    rules: z
      .record(z.string().max(100), RuleMode)
      .default({})
      .describe('Mode of a rule: id → block, warn or off; integrity rules cannot be lowered'),
    waivers: z
      .array(
        z.strictObject({
          finding: FindingIdText.describe('Id of the finding'),
          reason: z.string().min(1).max(500).describe('Why the risk is taken'),
          by: Principal.describe('Who takes it'),
          expires: z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-12-31')
            .describe('Last day on which it counts'),
        }),
      )
      .max(256)
      .prefault([])
      .describe('Findings that stay visible and do not block; integrity rules cannot be waived'),
  })
  .describe('Policy of the gates');
export type Policy = z.infer<typeof Policy>;

/** No policy file: defaults that advise and never block, with a hint (FORMATS §8). */
export function defaultPolicy(): Policy {
  return Policy.parse({ mode: 'warn' });
}

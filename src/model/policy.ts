import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { share, wholeNumber } from './whole-number.ts';

const Patterns = z.array(z.string().min(1).max(LIMITS.patternBytes)).max(256).default([]);
const Principal = z.union([
  z.strictObject({ user: wholeNumber(1, 2 ** 31), login: z.string().max(100).optional() }),
  z.strictObject({ app: wholeNumber(1, 2 ** 31), slug: z.string().max(100).optional() }),
  z.strictObject({ team: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }),
]);
export const RULE_MODES = ['block', 'warn', 'off'] as const;
export const GRADES = ['E0', 'E1', 'E2', 'E3', 'E4'] as const;
export type Grade = (typeof GRADES)[number];
const RuleMode = z.enum(RULE_MODES);
const Route = z.strictObject({
  label: z.string().max(100),
  model: z.string().max(100).optional(),
  effort: z.string().max(50).optional(),
});

/** The policy (FORMATS §8), read from the tip of the default branch only (decision K1). Every field has a safe default. */
export const Policy = z
  .strictObject({
    schema: z.literal('handoff-policy/v1').default('handoff-policy/v1'),
    mode: z
      .enum(['observe', 'warn', 'block'])
      .default('block')
      .describe('For the whole repository'),
    'applies-to': z
      .union([z.enum(['executors', 'all']), z.strictObject({ branches: Patterns })])
      .default('executors')
      .describe('Who must carry a contract'),
    roles: z
      .strictObject({
        planners: z.array(Principal).max(256).default([]),
        executors: z.array(Principal).max(256).default([]),
        critics: z.array(Principal).max(256).default([]),
      })
      .prefault({})
      .describe('By numeric id; the login is a comment'),
    shared: Patterns.describe('Coordinator only'),
    protected: Patterns.describe('Added to the built-in list'),
    scope: z.strictObject({ 'max-files': wholeNumber(1, 10_000).default(20) }).prefault({}),
    drift: z
      .strictObject({ limit: share().default(0.2) })
      .prefault({})
      .describe('Seed D2: 20 %'),
    integration: z
      .strictObject({
        'file-overlap': RuleMode.default('warn'),
        'hunk-overlap': RuleMode.default('warn'),
        mechanical: RuleMode.default('warn').describe(
          'Conflicts only in lock files, changelogs, version lines',
        ),
      })
      .prefault({}),
    critic: z
      .strictObject({ 'required-for': z.array(z.string().max(64)).max(16).default([]) })
      .prefault({}),
    evidence: z
      .strictObject({
        commits: z.enum(GRADES).default('E2'),
        tests: z
          .enum(GRADES)
          .default('E2')
          .describe('E3 on GitHub; E2 is what a local run can reach'),
        workflows: z
          .array(z.string().max(256))
          .max(64)
          .default(['.github/workflows/handoff-tests.yml']),
      })
      .prefault({}),
    attempts: wholeNumber(1, 20).default(3),
    pack: z.strictObject({ tokens: wholeNumber(100, 1_000_000).default(2_000) }).prefault({}),
    checks: z.enum(['each', 'summary']).default('each'),
    routing: z.strictObject({ codex: Route.optional(), claude: Route.optional() }).prefault({}),
    rules: z
      .record(z.string().max(100), RuleMode)
      .default({})
      .describe('Mode per rule; integrity rules cannot be lowered'),
    waivers: z
      .array(
        z.strictObject({
          finding: z.string().regex(/^hg_[0-9a-f]{8}$/),
          reason: z.string().min(1).max(500),
          by: Principal,
          expires: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-12-31'),
        }),
      )
      .max(256)
      .default([])
      .describe('Stay visible; integrity rules cannot be waived'),
  })
  .describe('Policy of the gates');
export type Policy = z.infer<typeof Policy>;

/** No policy file: defaults that advise and never block, with a hint (FORMATS §8). */
export function defaultPolicy(): Policy {
  return Policy.parse({ mode: 'warn' });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** Scalars as the runner reads them: everything becomes text. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.record(z.string(), text).default({});

const Step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: text.optional(),
  env: texts,
  'continue-on-error': text.optional(),
  'working-directory': z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  uses: z.string().optional(),
  with: texts,
});
export type CompositeStep = z.infer<typeof Step>;

/** The parts of a composite action's manifest that a run needs; a key that this does not know is an error. */
const Manifest = z.strictObject({
  name: z.string(),
  description: z.string(),
  author: z.string().optional(),
  branding: z.unknown().optional(),
  inputs: z
    .record(
      z.string(),
      z.strictObject({
        description: z.string(),
        required: z.boolean().default(false),
        default: text.default(''),
      }),
    )
    .default({}),
  outputs: z
    .record(z.string(), z.strictObject({ description: z.string(), value: z.string() }))
    .default({}),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(Step) }),
});
export type ActionManifest = z.infer<typeof Manifest>;

/** @param folder of the action, with action.yml or action.yaml */
export function readManifest(folder: string): ActionManifest {
  const path = ['action.yml', 'action.yaml'].map((name) => join(folder, name)).find(existsSync);
  if (path === undefined) throw new Error(`There is no action.yml in ${folder}`);
  return Manifest.parse(parse(readFileSync(path, 'utf8')));
}

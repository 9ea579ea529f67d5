/**
 * npm run new-rule <gate>/<rule>: writes a rule's four files (source, test, page; the registry row is generated), each
 * saying what belongs there. The rule fails its own test until it is written.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GATES } from '../src/model/actor.ts';

const id = process.argv[2] ?? '';
const [gate = '', name] = id.split('/');
if (
  !GATES.some((known) => known === gate) ||
  name === undefined ||
  !/^[a-z]+(?:-[a-z]+)*$/.test(name)
) {
  console.error(
    `usage: npm run new-rule <gate>/<rule>\n  gate: ${GATES.join(', ')}\n  rule: kebab-case, a statement that holds, e.g. output/scope-compliance`,
  );
  process.exit(2);
}

const variable = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const maker = gate.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const files: Readonly<Record<string, string>> = {
  [`src/gates/${id}.ts`]: `import { ${maker}Rule } from '../rule.ts';

export const ${variable} = ${maker}Rule({
  id: '${id}',
  holds: 'One sentence that is true when the rule passes.',
  needs: ['head'],
  to: 'executor',
  mast: 'FM-1.1',
  seed: [],
  threats: [],
  saw: ({ head }) => \`head \${head.sha}\`,
  check({ head }) {
    return [
      {
        problem: 'What is wrong, with names and numbers.',
        fix: 'One imperative step that the one who must act may take.',
        facts: { head: head.sha },
      },
    ];
  },
});
`,
  [`test/gates/${id}.test.ts`]: `import { ${variable} } from '../../../src/gates/${id}.ts';
import { outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

ruleTable(${variable}, {
  passes: [{ why: 'an honest output', facts: outputFacts() }],
  fails: [{ why: 'the boundary, by name', facts: outputFacts(), findings: [{}] }],
});
`,
  [`docs/rules/${id}.md`]: `# ${id}

What holds when the rule passes, with its exact boundary.

**Why.** Which failure or attack it stops.

**Who must act.** Who, and the one step that clears it.

| passes | fails |
|---|---|

Mode: \`block\`. MAST: . Seed: . Threats: .
`,
};

const taken = Object.keys(files).filter((file) => existsSync(file));
if (taken.length > 0) {
  console.error(`${id} is already there: ${taken.join(', ')}`);
  process.exit(2);
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}
console.log('now: npm run generate, and make its test pass');

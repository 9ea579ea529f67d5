/**
 * npm run new-rule <gate>/<rule>: writes a rule's four files (source, test, page; the registry row is generated), each
 * saying what belongs there. The rule fails its own test until it is written.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Actor, GATES, type Gate } from '../src/model/actor.ts';

/** Of each gate: one fact that its rules may start from, how to name it in words, and who usually acts. */
const START: Readonly<Record<Gate, { fact: string; word: string; to: Actor }>> = {
  'task-entry': { fact: 'spec', word: "spec['task-id']", to: 'planner' },
  output: { fact: 'head', word: 'head.sha', to: 'executor' },
  integration: { fact: 'output', word: 'output.id', to: 'coordinator' },
  'plan-revision': { fact: 'proposed', word: 'proposed.version', to: 'planner' },
  'critic-review': { fact: 'review', word: "review['task-id']", to: 'critic' },
};

const id = process.argv[2] ?? '';
const [of, name] = id.split('/');
const gate = GATES.find((known) => known === of);
if (gate === undefined || name === undefined || !/^[a-z]+(?:-[a-z]+)*$/.test(name)) {
  console.error(
    `usage: npm run new-rule <gate>/<rule>\n  gate: ${GATES.join(', ')}\n  rule: kebab-case, a statement that holds, e.g. output/scope-compliance`,
  );
  process.exit(2);
}

const variable = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const maker = gate.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const { fact, word, to } = START[gate];
const files: Readonly<Record<string, string>> = {
  [`src/gates/${id}.ts`]: `import { ${maker}Rule } from '../rule.ts';

export const ${variable} = ${maker}Rule({
  id: '${id}',
  holds: 'One sentence that is true when the rule passes.',
  needs: ['${fact}'],
  to: '${to}',
  mast: 'FM-1.1',
  seed: [],
  threats: [],
  saw: ({ ${fact} }) => \`${fact} \${${word}}\`,
  check({ ${fact} }) {
    return [
      {
        problem: 'What is wrong, with names and numbers.',
        fix: 'One imperative step that the one who must act may take.',
        facts: { ${fact}: ${word} },
      },
    ];
  },
});
`,
  [`test/gates/${id}.test.ts`]: `import { ${variable} } from '../../../src/gates/${id}.ts';
import { ${maker}Facts } from '../../support/${gate}-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

ruleTable(${variable}, {
  passes: [{ why: 'an honest ${gate}', facts: ${maker}Facts() }],
  fails: [{ why: 'the boundary, by name', facts: ${maker}Facts(), findings: [{}] }],
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

/** The border table of docs/explanation/architecture.md, as lint errors. One row a folder: what it may import besides itself. */
const folders = {
  model: {
    may: [],
    npm: ['zod', 'yaml', 'jsonc-parser', 'fastest-levenshtein'],
    why: 'The nouns stand alone: everything may know them, they know nothing.',
  },
  analysis: {
    may: ['model'],
    npm: ['markdown-it', 'web-tree-sitter', 'saxes', 'diff', 'fastest-levenshtein'],
    why: 'Pure text and trees to facts: no I/O, no judgement.',
  },
  verdict: { may: ['model'], npm: [], why: 'Findings to an outcome: arithmetic on the model.' },
  report: {
    may: ['model', 'verdict'],
    npm: ['sarif'], // types only: the package holds no code
    why: 'A verdict to text: pure strings, so that every surface prints the same.',
  },
  ports: {
    may: ['model', 'verdict'],
    npm: [],
    why: 'Questions to the world in words of the model.',
  },
  evidence: {
    may: ['model', 'analysis', 'ports'],
    npm: [],
    why: 'The facts that rules may use, gathered through ports.',
  },
  gates: {
    may: ['model', 'analysis', 'evidence'],
    npm: [],
    why: 'A gate is a pure function of facts.',
  },
  flows: {
    may: ['model', 'analysis', 'ports', 'evidence', 'gates', 'verdict', 'report'],
    npm: [],
    why: 'A use case gathers, judges, publishes.',
  },
  adapters: {
    may: ['model', 'ports', 'verdict', 'report', 'analysis'],
    npm: ['.*'],
    why: 'An adapter answers a port; it never judges.',
  },
};
const any = (names) => names.map((name) => `^src/${name}/`).join('|') || '^$';

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle is one file pretending to be two.',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(folders).flatMap(([folder, { may, npm, why }]) => [
      {
        name: `border-${folder}`,
        severity: 'error',
        comment: why,
        from: { path: `^src/${folder}/` },
        to: { path: '^src/', pathNot: any([folder, ...may]) },
      },
      ...(npm.includes('.*')
        ? []
        : [
            {
              name: `packages-${folder}`,
              severity: 'error',
              comment: why,
              from: { path: `^src/${folder}/` },
              to: {
                dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
                pathNot: npm.length
                  ? `node_modules/(${npm.join('|')})/|^(${npm.join('|')})$`
                  : '^$',
              },
            },
            {
              name: `node-${folder}`,
              severity: 'error',
              comment: `${why} (node:crypto is pure: a digest reads nothing.)`,
              from: { path: `^src/${folder}/` },
              to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
            },
          ]),
    ]),
    {
      name: 'rules-alone',
      severity: 'error',
      comment: 'A rule never imports another rule: what two rules share is an analysis or a fact.',
      from: { path: '^src/gates/([^/]+)/[^/]+\\.ts$' },
      to: { path: '^src/gates/[^/]+/[^/]+\\.ts$' },
    },
    {
      name: 'rules-read-facts',
      severity: 'error',
      comment: 'A rule reads fact types; gathering happened before.',
      from: { path: '^src/gates/' },
      to: { path: '^src/evidence/gather-' },
    },
    {
      name: 'shells-apart',
      severity: 'error',
      comment:
        'A shell wires its own surface; what shells share stands beside them or, for those on GitHub, in shells/github.',
      from: { path: '^src/shells/([^/]+)/' },
      to: { path: '^src/shells/[^/]+/', pathNot: '^src/shells/($1|github)/' },
    },
    {
      name: 'nobody-imports-a-shell',
      severity: 'error',
      comment: 'Shells are the outermost layer.',
      from: { path: '^src/', pathNot: '^src/shells/' },
      to: { path: '^src/shells/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

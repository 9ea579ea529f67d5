/**
 * Files that work of every kind meets in, so that only a coordinator changes them (seed G1h, P16), besides what plan and
 * policy declare. Patterns of the scope grammar, compared without case. Lock files are not listed: see
 * analysis/mechanical-files.ts. Manifests only at the root: one further down belongs to its package.
 */
export const SHARED_PATHS: Readonly<Record<'manifest' | 'schema', readonly string[]>> = {
  manifest: [
    ...['package.json', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'],
    ...['tsconfig.json', 'tsconfig.base.json', 'deno.json', 'deno.jsonc', 'jsr.json'],
    ...[
      'pyproject.toml',
      'setup.py',
      'setup.cfg',
      'requirements.txt',
      'Pipfile',
      'environment.yml',
    ],
    ...['Cargo.toml', 'go.mod', 'go.work', 'pom.xml', 'build.gradle', 'build.gradle.kts'],
    ...[
      'settings.gradle',
      'settings.gradle.kts',
      'build.sbt',
      'Gemfile',
      'composer.json',
      'mix.exs',
    ],
    ...[
      'pubspec.yaml',
      'Package.swift',
      'CMakeLists.txt',
      'MODULE.bazel',
      'WORKSPACE',
      'flake.nix',
    ],
  ],
  schema: [
    ...['**/migrations/**', '**/db/migrate/**', '**/alembic/versions/**', '**/db/schema/**'],
    ...['**/schema.prisma', '**/schema.graphql', '**/schema.sql', '**/db/schema.rb'],
    ...['**/db/structure.sql', '**/db/schema.ts', '**/database/schema/**'],
  ],
};

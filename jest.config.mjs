import { availableParallelism } from 'node:os';

/** Tests run the TypeScript sources as ES modules; swc only strips the types. */
export default {
  testEnvironment: 'node',
  runtime: '<rootDir>/test/support/jest-runtime.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // More workers than cores: end-to-end tests wait for git and for the second that GitHub wants between writes.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts'],
  // What decides is tried whole: facts in, verdict out, every branch of it.
  coverageThreshold: Object.fromEntries(
    ['model', 'analysis', 'gates', 'verdict'].map((folder) => [
      `./src/${folder}/`,
      { branches: 100 },
    ]),
  ),
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
};

/** Where in a settings file tests are set; what is elsewhere in it is no concern of tests. */
export interface SettingsFile {
  readonly path: RegExp;
  /** Keys of values that the rules of settings may judge. */
  readonly values: RegExp;
  /** Keys of shell commands. */
  readonly commands: RegExp;
  /** Keys of options that are added to a runner's own. */
  readonly options?: { readonly runner: string; readonly key: RegExp };
  /** A package of its own: a new one takes no test away from the others. */
  readonly manifest?: true;
}

const ALL = /^/;
const NONE = /^$./;

/** First match wins. */
const FILES: readonly SettingsFile[] = [
  {
    path: /(?:^|\/)package\.json$/,
    values: /^(?:jest|vitest|mocha|ava|nyc|c8|tap|jasmine|playwright)(?:\.|$)/,
    commands: /^scripts\./,
    manifest: true,
  },
  {
    path: /(?:^|\/)pyproject\.toml$/,
    values: /^tool\.(?:pytest|coverage)(?:\.|$)/,
    commands: /^tool\.(?:tox|hatch|poe|pdm|taskipy|nox)(?:\.|$)/,
    options: { runner: 'pytest', key: /\.addopts$/ },
    manifest: true,
  },
  {
    path: /\.(?:ini|cfg)$/,
    values: /^(?:pytest|tool:pytest|coverage|testenv|tox)/,
    commands: /\.commands(?:_pre|_post)?$/,
    options: { runner: 'pytest', key: /\.addopts$/ },
  },
  { path: /\.rspec$/, values: NONE, commands: NONE, options: { runner: 'rspec', key: ALL } },
  {
    path: /\.ya?ml$/,
    values: ALL,
    commands: /(?:^|\.)(?:run|script|\w+_script|commands?|cmds?|test)$/,
  },
  {
    path: /(?:^|\/)(?:\w*akefile|GNUmakefile|[Jj]ustfile|Earthfile|Jenkinsfile|[\w-]+)$|\.py$/,
    values: NONE,
    commands: ALL,
  },
  {
    path: /(?:^|\/)Cargo\.toml$/,
    values: /^(?:lib|bin|test|example)(?:\.|$)/,
    commands: NONE,
    manifest: true,
  },
  { path: /\.xml$/, values: /\.properties\.|surefire|failsafe/, commands: NONE, manifest: true },
  { path: /(?:^|\/)vite\.config\.\w+$/, values: /^test(?:\.|$)/, commands: NONE },
];
const OTHER: SettingsFile = { path: ALL, values: ALL, commands: NONE };

export function settingsFileOf(path: string): SettingsFile {
  return FILES.find((file) => file.path.test(path)) ?? OTHER;
}

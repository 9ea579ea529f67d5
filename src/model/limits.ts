/** Every bound on hostile input, with the place that it comes from. Sizes in bytes unless the name says otherwise. */
export const LIMITS = {
  /** GitHub refuses a body over 65,536 characters (GITHUB-FACTS); a git note or file gets the same bound. */
  bodyCharacters: 65_536,
  /**
   * Lines of a body, and quote and list markers that begin them: short lines and deep nesting cost a Markdown parser ten
   * times what prose does (threat E05). The longest of 340 real bodies of agents has 491 lines.
   */
  bodyLines: 2_048,
  bodyMarkers: 2_048,
  /** A contract or task spec block (threat E06). */
  blockBytes: 16_384,
  /** Values of all kinds in one block, counted before it is parsed (threat E06). */
  blockNodes: 500,
  /** Keys of one map (threat E06). */
  mapKeys: 64,
  /** Nesting of maps and lists (threat E05). */
  depth: 16,
  /** Policy and plan files are written by planners, still bounded: a 200-task plan needs about 60 KB. */
  planBytes: 262_144,
  planNodes: 20_000,
  /** Versions of the plan that are read back: what is older was judged when it was newer. Each may be `planBytes` long. */
  planVersions: 50,
  /** Git itself has no limit; Linux has PATH_MAX 4,096 (threat D11). */
  pathBytes: 4_096,
  /** One artifact ref: a path of ordinary length and a digest (threat C13). */
  refCharacters: 500,
  /** One scope pattern, and how many of them a spec may hold (threat E07). */
  patternBytes: 256,
  patterns: 64,
  patternStars: 8,
  patternGlobstars: 3,
  /** A blob that is read to count functions or lines; larger ones are judged as a whole file (threat D16). */
  sourceBytes: 1_048_576,
  /** A line longer than this is minified code: no functions are counted in it (threat D16). */
  sourceLine: 5_000,
  /** A source whose imports are read: what is larger is generated, and imports nothing that anybody shares. */
  importBytes: 262_144,
  /** Levels of a syntax tree; hand-written code stays below 100, generated sums of terms reach some hundreds (threat D16). */
  syntaxDepth: 1_000,
  /** Time for one file: 1 MB of honest code takes 0.5 s (threat E10). */
  parseMilliseconds: 5_000,
  /** Growth of the parser's memory for one file: 1 MB of honest code takes some 40 MB (threat E10). */
  parseGrowthBytes: 134_217_728,
  /** All of the parser's memory: a hostile file fills what there is (threat E10). */
  parserMemoryBytes: 536_870_912,
  /** A test report (JUnit XML, CTRF JSON). */
  reportBytes: 16_777_216,
  /** Test files of one report, and characters of their names (the schema of a test run). */
  reportFiles: 20_000,
  reportName: 1_000,
  /** Changed paths and commits of one pull request (threat E10). */
  changedPaths: 20_000,
  rangeCommits: 10_000,
  /** Separate line ranges of one pull request: about 40 MB of memory (threat E10). */
  hunks: 200_000,
  /** What one git process may print (a tree listing of a million files is about 100 MB), and how long it may take (threat E10). */
  gitOutputBytes: 268_435_456,
  gitSeconds: 60,
  /** What one process may print of changed lines; a sweep of 1,000 outputs takes 0.5 MB. Beyond it fewer files are compared at a time (threat E10). */
  hunkBytes: 16_777_216,
  /** All trial merges of one question together: 1,000 outputs take about 2 s (CONFLICTS.md 4). */
  mergeSeconds: 300,
  /** Free memory below which trial merges are written to disk instead: 1,000 outputs write about 20 MB. */
  scratchBytes: 2_147_483_648,
  /** All scope locks of a repository: 200 tasks with all patterns that they may have. */
  locksBytes: 4_194_304,
  /** The cache of trial merges and hunks: about 10,000 outputs. */
  cacheBytes: 33_554_432,
} as const;

import type { WeakeningKind } from '../test-weakening.ts';

/**
 * What a change of a setting means.
 * - `is`: a value that switches tests off, which the base had not · `added`, `removed`: members of a list
 * - `raised`, `lowered`: a number; a number that is taken away was lowered, a first number of retries was raised from 0
 */
export interface SettingRule {
  readonly key: RegExp;
  readonly change: 'is' | 'added' | 'removed' | 'raised' | 'lowered';
  readonly value?: RegExp;
  readonly kind: WeakeningKind;
  /** Only where the map around it runs tests. */
  readonly whereTestsRun?: true;
}

const YES = /^(?:true|yes|on|1)$/i;
const NO = /^(?:false|no|off|0)$/i;

export const SETTING_RULES: readonly SettingRule[] = [
  {
    key: /(?:^|\.)(?:passWithNoTests|dangerouslyIgnoreUnhandledErrors|ignoreFailures|testFailureIgnore|maven\.test\.failure\.ignore|allowOnly|failWithoutAssertions)$/,
    change: 'is',
    value: YES,
    kind: 'failure-ignored',
  },
  {
    key: /(?:^|\.)(?:forbidOnly|failZero|failFast\.enabled|xfail_strict|check-coverage|failOnFlakyTests|filterwarnings\.error)$/,
    change: 'is',
    value: NO,
    kind: 'failure-ignored',
  },
  {
    key: /(?:^|\.)(?:continue-on-error|allow_failure)$/,
    change: 'is',
    value: /^(?!(?:false|)$)/,
    kind: 'failure-ignored',
    whereTestsRun: true,
  },
  {
    key: /(?:^|\.)if$/,
    change: 'is',
    value: /^(?:\$\{\{\s*)?false(?:\s*\}\})?$/,
    kind: 'run-removed',
    whereTestsRun: true,
  },
  {
    key: /(?:^|\.)(?:skipTests|skipITs|maven\.test\.skip)$/,
    change: 'is',
    value: YES,
    kind: 'run-removed',
  },
  {
    key: /(?:^|\.)(?:lib|bin|test|example)\.(?:test|harness)$|^test\.enabled$|(?:^|\.)doctest$/,
    change: 'is',
    value: NO,
    kind: 'tests-deselected',
  },
  {
    key: /(?:^|\.)(?:update|updateSnapshots?)$/,
    change: 'is',
    value: /^(?:true|all|new)$/,
    kind: 'snapshot-rewritten',
  },
  {
    key: /(?:^|\.)(?:testPathIgnorePatterns|exclude[ds]?|excludedGroups|excludeGroups|excludeTags|ignore|ignores|ignorePatterns|testIgnore|excludeSpecPattern|norecursedirs|collect_ignore|collect_ignore_glob|excludedTests)$/,
    change: 'added',
    kind: 'tests-deselected',
  },
  {
    key: /(?:^|\.)(?:testMatch|testRegex|include|includes|spec|specs|specPattern|testpaths|python_files|python_functions|python_classes|testFiles|projects|files)$/,
    change: 'removed',
    kind: 'tests-deselected',
  },
  {
    key: /(?:coverageThreshold|thresholds?)\.(?:[^.]+\.)*(?:lines|branches|functions|statements|100)$|^(?:nyc\.|c8\.)?(?:lines|branches|functions|statements)$|(?:^|\.)(?:fail_under|minimum_coverage|minimum|fail-under)$/,
    change: 'lowered',
    kind: 'threshold-lowered',
  },
  {
    key: /(?:^|\.)(?:testTimeout|hookTimeout|teardownTimeout|timeout|retries|retry|reruns|maxRetries|maxFailures|flaky)$/,
    change: 'raised',
    kind: 'patience-raised',
  },
];

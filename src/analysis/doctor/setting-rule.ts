import type { Looked, Setting } from '../../model/diagnosis.ts';
import type { RepositorySettings, Seen } from '../../model/repository-settings.ts';

export interface SettingRule extends Setting {
  readonly check: (settings: RepositorySettings) => Looked;
}

export function pass(saw: string): Looked {
  return { state: 'pass', saw };
}

export function fail(saw: string, fix: string): Looked {
  return { state: 'fail', saw, fix };
}

/** Looks at what is known; what is not known is doubt. */
export function whenKnown<T>(fact: Seen<T>, look: (value: T) => Looked): Looked {
  return fact.state === 'known'
    ? look(fact.value)
    : { state: 'unknown', saw: fact.because, fix: fact.remedy };
}

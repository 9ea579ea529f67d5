import { languageOf } from './language.ts';
import { compareSettingValues } from './settings/compare-setting-values.ts';
import { readProgram } from './settings/program-settings.ts';
import { readSettings } from './settings/read-settings.ts';
import type { Setting, SettingsReading } from './settings/setting.ts';
import { TEST_SECTIONS } from './settings/setting-rules.ts';
import type { Source, SourceChange } from './source-change.ts';
import type { Syntax } from './syntax.ts';
import type { TestComparison } from './test-weakening.ts';

/** Settings of test runs on both sides. A file that is new is compared with nothing: it may still switch tests off. */
export async function compareSettings(
  syntax: Syntax,
  { path, base, head }: SourceChange,
): Promise<TestComparison> {
  const was = await settingsOf(syntax, path, base);
  const is = await settingsOf(syntax, path, head);
  if (!was.ok)
    return { weakenings: [], unjudged: [{ path, because: `in its base ${was.because}` }] };
  if (!is.ok) return { weakenings: [], unjudged: [{ path, because: is.because }] };
  return { weakenings: compareSettingValues(path, was.settings, is.settings), unjudged: [] };
}

async function settingsOf(syntax: Syntax, path: string, source: Source): Promise<SettingsReading> {
  if (source === undefined) return { ok: true, settings: [] };
  if (source.state !== 'text') return { ok: false, because: 'is not a text that can be read' };
  const language = languageOf(path);
  if (language !== 'javascript' && language !== 'typescript')
    return ofTests(path, readSettings(path, source.text));
  const parsed = await syntax.parse(source.text, language);
  return parsed.state === 'fallback'
    ? { ok: false, because: parsed.because }
    : ofTests(path, { ok: true, settings: readProgram(parsed.root) });
}

/** Manifests hold more than tests: `files` and `exclude` of a package are no concern here. */
function ofTests(path: string, reading: SettingsReading): SettingsReading {
  const section = TEST_SECTIONS.find(([file]) => file.test(path))?.[1];
  if (!reading.ok || section === undefined) return reading;
  return { ok: true, settings: reading.settings.filter(({ key }: Setting) => section.test(key)) };
}

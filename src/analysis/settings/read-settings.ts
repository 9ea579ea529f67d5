import { LIMITS } from '../../model/limits.ts';
import { readStructured, type StructuredFormat } from '../../model/structured-text.ts';
import { extensionOf } from '../language.ts';
import { readLines } from './line-settings.ts';
import type { Setting, SettingsReading } from './setting.ts';
import { testRunsIn } from './test-commands.ts';
import { readXml } from './xml-settings.ts';

/** Settings are read by tools on every machine; a manifest with a thousand dependencies is still honest. */
const SETTINGS_LIMITS = {
  bytes: LIMITS.planBytes,
  nodes: LIMITS.planNodes,
  mapKeys: 2_000,
  depth: 32,
};

/** A settings file that is data: JSON, YAML, XML, TOML, INI, make. Programs are not read here. */
export function readSettings(path: string, text: string): SettingsReading {
  const extension = extensionOf(path);
  if (extension === 'json' || (/rc$/.test(path) && text.trimStart().startsWith('{')))
    return structured(text, 'json');
  if (extension === 'yml' || extension === 'yaml') return structured(text, 'yaml');
  if (text.length > LIMITS.planBytes) {
    return { ok: false, because: `is larger than ${LIMITS.planBytes} characters` };
  }
  return extension === 'xml' ? readXml(text) : { ok: true, settings: readLines(text) };
}

function structured(text: string, format: StructuredFormat): SettingsReading {
  const read = readStructured(text, { format, limits: SETTINGS_LIMITS });
  if (!read.ok) {
    const [{ message, line }] = read.problems;
    return { ok: false, because: `is not read: ${message} (line ${line})` };
  }
  return { ok: true, settings: flatten(read.value, '', false) };
}

function flatten(value: unknown, key: string, runsTests: boolean): readonly Setting[] {
  if (Array.isArray(value)) {
    const plain = value.filter((item) => !isNested(item)).map(String);
    const nested = value.filter(isNested).flatMap((item) => flatten(item, `${key}.*`, runsTests));
    return plain.length === 0 && value.length > 0
      ? nested
      : [{ key, values: plain, runsTests }, ...nested];
  }
  if (!isNested(value)) return [{ key, values: [String(value)], runsTests }];
  const runs = stringsOf(value).some((text) => testRunsIn(text).length > 0);
  return Object.entries(value).flatMap(([name, member]) =>
    flatten(member, key === '' ? name : `${key}.${name}`, runs),
  );
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return isNested(value) ? Object.values(value).flatMap(stringsOf) : [];
}

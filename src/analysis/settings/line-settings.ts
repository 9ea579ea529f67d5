import type { Setting } from './setting.ts';

interface OpenSetting {
  readonly key: string;
  readonly values: string[];
  readonly runsTests: true;
}

/**
 * TOML, INI, properties, make, gradle and option files, as far as tests are set in them: `[section]`, `block {`,
 * `key = value` (also `key: value` and `key value`), values that go on in brackets, triple quotes or indented lines. A line
 * that is none of these is a setting without a name, so that nothing is lost.
 */
export function readLines(text: string): readonly Setting[] {
  const settings: OpenSetting[] = [];
  let section: readonly string[] = [];
  /** What closes the value that the lines before began. */
  let open = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(?:^|\s)#.*$/, '');
    const header = headerOf(line.trim());
    const [, block] = /^\s*([\w.]+)(?:\([^)]*\))?\s*\{\s*$/.exec(line) ?? [];
    const last = settings.at(-1);
    if (open !== '' && last !== undefined) {
      for (const value of valuesOf(line)) last.values.push(value);
      if (line.includes(open)) open = '';
    } else if (header !== undefined) {
      section = [header];
    } else if (block !== undefined) {
      section = [...section, block];
    } else if (/^\s*\}\s*$/.test(line)) {
      section = section.slice(0, -1);
    } else if (last !== undefined && /^\s+\S/.test(line) && !/^\s+\w+\s*=\s/.test(line)) {
      for (const value of valuesOf(line)) last.values.push(value);
    } else if (line.trim() !== '') {
      const { key, value } = named(line);
      const name = [...section, key].filter((part) => part !== '').join('.');
      settings.push({ key: name, values: [...valuesOf(value)], runsTests: true });
      open = opened(value);
    }
  }
  return settings;
}

/** `[tool.pytest]`, `[[bin]]` */
function headerOf(line: string): string | undefined {
  const isHeader = line.startsWith('[') && line.endsWith(']') && !/["',]/.test(line);
  return isHeader ? line.replace(/^\[+|\]+$/g, '').trim() : undefined;
}

function named(line: string): { key: string; value: string } {
  const [, key = '', value = line] =
    /^\s*["']?([\w.@/:*-]+?)["']?\s*(?:[:?+]?=|:(?!\w)|\s(?=\s*["'[({]))\s*(.*)$/.exec(line) ?? [];
  return { key, value };
}

/** What closes the value, when it does not close on its own line. */
function opened(value: string): string {
  for (const quote of ['"""', "'''"]) {
    if (value.startsWith(quote) && !value.slice(3).includes(quote)) return quote;
  }
  return /^\[[^\]]*$/.test(value) ? ']' : '';
}

/** Members of a list one by one, anything else as it stands. */
function valuesOf(value: string): readonly string[] {
  const bare = value.trim().replace(/^(?:"""|''')|(?:"""|''')$/g, '');
  if (/^\[|\]$|^["'].*["'],?$/.test(bare)) {
    const members = bare.match(/"[^"]*"|'[^']*'|[\w.+-]+/g) ?? [];
    return members.map((member) => member.replace(/^["']|["']$/g, ''));
  }
  return bare === '' ? [] : [bare];
}

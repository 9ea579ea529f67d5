import type { Setting } from './setting.ts';

/**
 * TOML, INI, properties, make, gradle and option files, as far as tests are set in them: `[section]`, `key = value` (also
 * `key: value` and `key value`), values that go on in brackets, triple quotes or indented lines. A line that is none of
 * these is a setting without a name, so that nothing is lost.
 */
export function readLines(text: string): readonly Setting[] {
  const settings: { key: string; values: string[]; runsTests: boolean }[] = [];
  let section = '';
  let open = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(?:^|\s)#.*$/, '');
    const last = settings.at(-1);
    const header = /^\[+\s*([^\]]+?)\s*\]+\s*$/.exec(line)?.[1];
    if (header !== undefined && open === '') {
      section = header;
    } else if (last !== undefined && (open !== '' || /^\s+\S/.test(line))) {
      last.values.push(...valuesOf(line));
      if (open !== '' && line.includes(open)) open = '';
    } else if (line.trim() !== '') {
      const { key, value } = named(line);
      settings.push({
        key: [section, key].filter(Boolean).join('.'),
        values: [...valuesOf(value)],
        runsTests: true,
      });
      open = opened(value);
    }
  }
  return settings;
}

function named(line: string): { key: string; value: string } {
  const [, key = '', value = ''] =
    /^\s*["']?([\w.@/:*-]+?)["']?\s*(?:[:?+]?=|:(?!\w)|\s(?=\s*["'[({]))\s*(.*)$/.exec(line) ?? [];
  return key === '' ? { key: '', value: line } : { key, value };
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
    return Array.from(
      bare.matchAll(/"([^"]*)"|'([^']*)'|([\w.+-]+)/g),
      ([, a, b, c]) => a ?? b ?? c ?? '',
    );
  }
  return bare === '' ? [] : [bare];
}

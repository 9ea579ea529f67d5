/**
 * The pairs of a GITHUB_ENV, GITHUB_OUTPUT or GITHUB_STATE file: `NAME=value` lines and `NAME<<DELIMITER` blocks, later ones
 * win. As the runner reads them (EnvFileKeyValuePairs in src/Runner.Worker/FileCommandManager.cs of actions/runner).
 * @throws on what the runner refuses: the step fails
 */
export function readPairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const lines = text.split('\n');
  // What follows the last line end is no line.
  const count = text.endsWith('\n') ? lines.length - 1 : lines.length;
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name = '', sign] = /^(.*?)(=|<<)/.exec(line) ?? [];
    if (sign === undefined) throw new Error(`Invalid format '${line}'`);
    const rest = line.slice(name.length + sign.length);
    if (sign === '=') {
      pairs.set(name, rest);
      continue;
    }
    if (name === '' || rest === '')
      throw new Error(`Invalid format '${line}'. Name and delimiter must not be empty`);
    const end = lines.indexOf(rest, at + 1);
    if (end === -1 || end >= count)
      throw new Error(`Invalid value. Matching delimiter not found '${rest}'`);
    pairs.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return pairs;
}

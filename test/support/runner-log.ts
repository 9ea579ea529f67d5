/** A command that the runner of GitHub Actions takes out of a log. */
export interface RunnerCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * What the runner reads in a log, as its source has it (actions/runner, ActionCommand.cs): `::name key=value,…::data` at the
 * start of a trimmed line, and the older `##[name key=value;…]data` anywhere in one.
 */
export function runnerCommands(log: string): readonly RunnerCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((raw) => {
    const line = raw.trim();
    const second = /^::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
    if (second !== null) {
      const [, command = '', properties = '', data = ''] = second;
      return [{ command, properties: pairs(properties, ','), data: unescapeData(data) }];
    }
    const first = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/s.exec(line);
    if (first === null) return [];
    const [, command = '', properties = '', data = ''] = first;
    return [{ command, properties: pairs(properties, ';'), data }];
  });
}

function pairs(text: string, between: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(between)
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const at = pair.indexOf('=');
        const value = pair
          .slice(at + 1)
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',');
        return [pair.slice(0, at).trim(), unescapeData(value)];
      }),
  );
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

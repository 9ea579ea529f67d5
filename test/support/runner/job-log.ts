/** A note that the runner shows at a line of a file and in the summary of the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `file`, `line`, `title`, … as they were given. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface JobLog {
  /** One line that a step printed, on standard output or error. */
  add(line: string): void;
  /** What people see: commands that were obeyed are gone, masked values are ***. */
  readonly text: () => string;
  readonly annotations: () => readonly Annotation[];
  /** Commands that were obeyed, other than annotations: `add-mask`, `group`, and those that a runner refuses today. */
  readonly obeyed: () => readonly string[];
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The runner obeys these and no others (ActionCommandManager.cs of actions/runner); `stop-commands` switches all off. */
const KNOWN: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);
const LEVELS = ['error', 'warning', 'notice'] as const;

/** A log as actions/runner keeps it: what looks like a command is one, whoever printed it (threat F03). */
export function jobLog(secrets: readonly string[]): JobLog {
  const masks = new Set(secrets.filter((secret) => secret !== ''));
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  const obeyed: string[] = [];
  let stopped: string | undefined;
  const mask = (text: string) =>
    [...masks].reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  return {
    add(line) {
      const command = parseCommand(line, stopped);
      if (stopped !== undefined) {
        if (command?.name === stopped) stopped = undefined;
        lines.push(line);
        return;
      }
      if (command === undefined) {
        lines.push(line);
        return;
      }
      const level = LEVELS.find((candidate) => candidate === command.name);
      if (command.name === 'stop-commands') {
        stopped = command.data;
        lines.push(line);
      } else if (level !== undefined) {
        annotations.push({ level, message: command.data, properties: command.properties });
        lines.push(`##[${level}]${command.data}`);
      } else {
        if (command.name === 'add-mask') masks.add(command.data);
        else if (command.name === 'group') lines.push(command.data);
        obeyed.push(command.name);
      }
    },
    text: () => mask(lines.join('\n')),
    annotations: () =>
      annotations.map(({ message, ...rest }) => ({ ...rest, message: mask(message) })),
    obeyed: () => obeyed,
  };
}

/** `::name key=value,key=value::data` at the start of a line, or the older `##[name key=value;]data` anywhere in it. */
function parseCommand(line: string, token: string | undefined): Command | undefined {
  const isKnown = (name: string) => KNOWN.has(name) || name === token;
  const [, info2, data2] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  const second = info2 === undefined ? undefined : command(info2, data2 ?? '', ',');
  if (second !== undefined && isKnown(second.name)) return second;
  const [, info1, data1] = /##\[([^\]]*)\](.*)$/s.exec(line) ?? [];
  const first = info1 === undefined ? undefined : command(info1, data1 ?? '', ';');
  return first !== undefined && isKnown(first.name) ? first : undefined;
}

function command(info: string, data: string, separator: string): Command {
  const [, name = '', rest = ''] = /^([^ ]*) ?(.*)$/s.exec(info) ?? [];
  const properties = rest
    .trim()
    .split(separator)
    .flatMap((pair) => {
      const at = pair.indexOf('=');
      return at <= 0 || at === pair.length - 1
        ? []
        : [[pair.slice(0, at), withoutEscapes(pair.slice(at + 1))] as const];
    });
  return { name, properties: Object.fromEntries(properties), data: withoutEscapes(data) };
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%3B', ';'],
  ['%5D', ']'],
  ['%25', '%'],
];

function withoutEscapes(text: string): string {
  return ESCAPES.reduce((plain, [token, character]) => plain.replaceAll(token, character), text);
}

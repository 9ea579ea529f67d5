import { Command } from 'commander';
import type { Branch, Call, Leaf } from './entry.ts';
import { optionsRefusedBy } from './refused-options.ts';

/** What may stand after a word: a name of this list, a file, a directory, or a branch or task of the repository at hand. */
export type Expected = readonly string[] | 'file' | 'directory' | 'branch' | 'task';

export interface OptionWords {
  readonly flags: readonly string[];
  readonly summary: string;
  /** undefined: the option takes no value. */
  readonly value: Expected | undefined;
}

/** What can be typed at one place of the command line. */
export interface PlaceWords {
  /** Words that lead here: [] at the start, ['gate', 'output'] below that. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly OptionWords[];
  readonly args: Expected;
}

/** Every place, out of what the commands themselves define; they are all loaded for it. */
export async function completionWords(surface: Call['surface']): Promise<readonly PlaceWords[]> {
  const { program, catalogue } = surface;
  const entries = Object.values(catalogue).flat();
  const globals = program.options.map(optionWords);
  const help = { flags: ['-h', '--help'], summary: 'print help', value: undefined };
  const places: PlaceWords[] = [];
  const add = async (above: readonly string[], entry: Leaf | Branch): Promise<void> => {
    const path = [...above, entry.name];
    const refused = new Set<string | undefined>(['--version', ...optionsRefusedBy(entry)]);
    const shared = globals.filter(({ flags }) => !flags.some((flag) => refused.has(flag)));
    if ('entries' in entry) {
      places.push({ path, commands: entry.entries, options: [...shared, help], args: [] });
      for (const leaf of entry.entries) await add(path, leaf);
      return;
    }
    const command = new Command(entry.name);
    const { define, completions } = await entry.load();
    define(command);
    const options = [...command.options.map(optionWords), ...shared, help];
    const args = (await completions?.()) ?? expected(command.registeredArguments[0]?.name());
    places.push({ path, commands: [], options, args });
  };
  for (const entry of entries) await add([], entry);
  return [{ path: [], commands: entries, options: [...globals, help], args: [] }, ...places];
}

function optionWords(option: Command['options'][number]): OptionWords {
  const { short, long, description, flags, argChoices } = option;
  const takes = option.required || option.optional;
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    summary: description,
    value: takes ? (argChoices ?? expected(/[<[]([^>\]]+)[>\]]/.exec(flags)?.[1])) : undefined,
  };
}

/** By the name that the help shows: `<file>`, `<dir>`, `<ref>`, `<branch>`, `<task>`. */
function expected(name = ''): Expected {
  if (/^file/.test(name)) return 'file';
  if (/^dir/.test(name)) return 'directory';
  if (/^task/.test(name)) return 'task';
  return /^(ref|branch|output)/.test(name) ? 'branch' : [];
}

import type { Expected, PlaceWords } from './completion-words.ts';

/** A completion script for fish. Static but for branches and tasks, which fish inserts escaped. */
export function fishCompletion(places: readonly PlaceWords[]): string {
  const valued = places
    .flatMap(({ options }) => options)
    .filter(({ value }) => value !== undefined);
  const paths = places.filter(({ path }) => path.length > 0).map(placeName);
  return `# handoff-gate completion for fish: handoff-gate completion fish | source
function __handoff_gate_path
    set -l path handoff-gate
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${unique(valued.flatMap(({ flags }) => flags)).join(' ')}
            set skip 1
        else if contains -- (string join ' ' $path $word) ${paths.map(quoted).join(' ')}
            set path $path $word
        end
    end
    string join ' ' $path
end
complete -c handoff-gate -e
complete -c handoff-gate -f
${places.flatMap(placeLines).join('\n')}
`;
}

/** Never empty: fish would pass no word at all to `test`. */
function placeName({ path }: Pick<PlaceWords, 'path'>): string {
  return ['handoff-gate', ...path].join(' ');
}

function placeLines({ path, commands, options, args }: PlaceWords): readonly string[] {
  const here = quoted(placeName({ path }));
  const at = `complete -c handoff-gate -n ${quoted(`test (__handoff_gate_path) = ${here}`)}`;
  const words = commands.map(
    ({ name, summary }) => `${at} -a ${quoted(name)} -d ${quoted(summary)}`,
  );
  const values = commands.length === 0 && args.length > 0 ? [`${at} ${say(args)}`] : [];
  const flags = options.map(({ flags: names, summary, value }) => {
    const spelt = names.map((name) =>
      name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
    );
    const taken = value === undefined ? '' : ` -r ${say(value)}`;
    return `${at} ${spelt.join(' ')} -d ${quoted(summary)}${taken}`;
  });
  return [...words, ...values, ...flags];
}

function say(words: Expected): string {
  if (words === 'branch')
    return `-a "(git for-each-ref '--format=%(refname:short)' refs/heads 2>/dev/null)"`;
  if (words === 'task')
    return `-a "(git ls-files --full-name ':/.handoff/tasks/*.md' 2>/dev/null | string match -rg '([^/]+)[.]md\\$')"`;
  if (words === 'directory') return '-a "(__fish_complete_directories)"';
  if (words === 'file') return '-F';
  return `-a ${quoted(words.join(' '))}`;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

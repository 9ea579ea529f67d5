import type { Expected, PlaceWords } from './completion-words.ts';

/**
 * A completion script for bash 3.2 and newer, and for zsh through bashcompinit. Static: no process but git runs at a TAB.
 * Names of branches and files come from others and may hold `$(…)` (threat F05): they are never expanded, and are inserted quoted.
 */
export function bashCompletion(places: readonly PlaceWords[]): string {
  const valued = places
    .flatMap(({ options }) => options)
    .filter(({ value }) => value !== undefined);
  const paths = places.filter(({ path }) => path.length > 0).map(({ path }) => path.join(' '));
  return `# handoff-gate completion for bash: source <(handoff-gate completion bash)
_handoff_gate_say() {
  local word
  while IFS= read -r word; do
    if [[ -n $word && $word == "$cur"* ]]; then
      printf -v word %q "$word"
      COMPREPLY[\${#COMPREPLY[@]}]=$word
    fi
  done
}
_handoff_gate_tasks() {
  local path
  while IFS= read -r path; do
    path=\${path##*/}
    printf '%s\\n' "\${path%.md}"
  done < <(git ls-files --full-name ':/.handoff/tasks/*.md' 2>/dev/null)
}
_handoff_gate() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path='' skip='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "\${COMP_WORDS[i]}" in
      ${unique(valued.flatMap(({ flags }) => flags)).join('|')}) skip=1 ;;
      -*) ;;
      *) case "\${path:+$path }\${COMP_WORDS[i]}" in
           ${paths.map(quoted).join('|')}) path="\${path:+$path }\${COMP_WORDS[i]}" ;;
         esac ;;
    esac
  done
  case "$path:$prev" in
${places.flatMap(optionCases).join('\n')}
  esac
  case "$path" in
${places.map(placeCase).join('\n')}
  esac
}
complete -o default -F _handoff_gate handoff-gate
`;
}

export function zshCompletion(places: readonly PlaceWords[]): string {
  const script = bashCompletion(places).replace(/^.*\n/, '');
  return `#compdef handoff-gate
# handoff-gate completion for zsh: source <(handoff-gate completion zsh)
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${script}`;
}

function optionCases({ path, options }: PlaceWords): readonly string[] {
  return options.flatMap(({ flags, value }) =>
    value === undefined
      ? []
      : [
          `    ${flags.map((flag) => quoted(`${path.join(' ')}:${flag}`)).join('|')}) ${say(value)}; return ;;`,
        ],
  );
}

function placeCase({ path, commands, options, args }: PlaceWords): string {
  const flags = options.flatMap((option) => option.flags);
  const words = commands.length > 0 ? commands.map(({ name }) => name) : args;
  return `    ${quoted(path.join(' '))}) if [[ $cur == -* ]]; then ${say(flags)}; else ${say(words)}; fi ;;`;
}

/** Files and directories: nothing is said, so that bash's own completion (\`-o default\`) answers. */
function say(words: Expected): string {
  if (words === 'branch')
    return "_handoff_gate_say < <(git for-each-ref '--format=%(refname:short)' refs/heads 2>/dev/null)";
  if (words === 'task') return '_handoff_gate_say < <(_handoff_gate_tasks)';
  if (words === 'directory') return 'COMPREPLY=(); compopt -o dirnames 2>/dev/null';
  if (words === 'file' || words.length === 0) return ':';
  return `_handoff_gate_say < <(printf '%s\\n' ${unique(words).map(quoted).join(' ')})`;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

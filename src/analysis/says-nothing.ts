/** Words that fill a field and say nothing. */
const PLACEHOLDER = /^(?:todo|tbd|tba|n\/?a|none|nothing|unknown|deferred|later|[^\p{L}\p{N}]*)$/iu;

/** Is there nothing in a field that was to say why, or by what? */
export function saysNothing(text: string): boolean {
  return PLACEHOLDER.test(text);
}

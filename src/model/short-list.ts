/** Names for one line of text: `a, b, c`, or `a, b, c and 4 more` over the bound. Deduplicated, in the order given. */
export function shortList(names: readonly string[], most = 5): string {
  const different = [...new Set(names)];
  const shown = different.slice(0, most).join(', ');
  return different.length <= most ? shown : `${shown} and ${different.length - most} more`;
}

/** `1 block`, `2 blocks`, `3 criteria`. */
export function counted(count: number, noun: string, several = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : several}`;
}

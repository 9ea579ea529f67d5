/** Ways in which a constraint is quietly changed (threat A10). Each gives texts that mean or read as something else. */
export const MUTATIONS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'case of a letter': (text) => [text.toUpperCase(), text.toLowerCase(), flipped(text, 0)],
  'a letter of another alphabet': (text) =>
    Object.entries(LOOKALIKES).map(([plain, foreign]) => text.replace(plain, foreign)),
  'all letters of another alphabet': (text) => [
    text.replace(/[aceopx]/g, (letter) => LOOKALIKES[letter] ?? letter),
  ],
  'full-width digits': (text) => [
    text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  ],
  'a ligature': (text) => [text.replace('fi', '\ufb01'), text.replace('fl', '\ufb02')],
  'another kind of space': (text) =>
    ['\u00a0', '\u2009', '\u202f', '\u3000', '\t', '  ', '\n'].map((space) =>
      text.replace(' ', space),
    ),
  'a character that nobody sees': (text) =>
    ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\u{e0041}'].flatMap((unseen) => [
      text.slice(0, 4) + unseen + text.slice(4),
      text + unseen,
      unseen + text,
    ]),
  'a no-break space at the end': (text) => [`${text}\u00a0`],
  'a space in front': (text) => [` ${text}`],
  'another figure': (text) => [
    text.replace(/\d+/, (figure) => String(Number(figure) + 1)),
    text.replace(/\d+/, (figure) => `${figure}0`),
    text.replace(/\d+/, (figure) => `${figure}.5`),
    text.replace(/\d+/, (figure) => `-${figure}`),
    text.replace(/\d+/, ''),
  ],
  'another unit': (text) =>
    Object.entries(UNITS).map(([unit, other]) => text.replace(new RegExp(`\\b${unit}\\b`), other)),
  negation: (text) => [
    `Not: ${text}`,
    text.replace(/^No /, ''),
    text.replace(/^Never /, 'Always '),
    text.replace(' must ', ' must not '),
    text.replace(' must not ', ' must '),
  ],
  'a bound turned round': (text) => [
    text.replace('at most', 'at least'),
    text.replace('at least', 'at most'),
    text.replace('only', 'mainly'),
    text.replace('≤', '<'),
  ],
  'another word for the same thing': (text) =>
    Object.entries(SYNONYMS).map(([word, other]) => text.replace(word, other)),
  'a word left out': (text) => {
    const words = text.split(' ');
    return words.map((_, at) => words.filter((_word, index) => index !== at).join(' '));
  },
  'two words changed places': (text) => [text.replace(/(\S+) (\S+)/, '$2 $1')],
  'an exception added': (text) => [
    `${text} where possible`,
    `${text} (except in tests)`,
    `${text}, if time allows`,
  ],
  punctuation: (text) => [
    `${text}.`,
    `"${text}"`,
    `- ${text}`,
    text.replace('—', '-'),
    text.replace(/-/g, '\u2011'),
    text.replace(':', ';'),
  ],
  'an annotation in the wrong place': (text) => [
    `(verbatim from plan v2) ${text}`,
    `${text} (verbatim from plan v2) or later`,
    `${text} (verbatim from the plan)`,
    `${text} (roughly verbatim from plan v2)`,
  ],
  nothing: () => [' '],
};

/** Every text that one of the operators makes out of it and that is another text, also after NFC. */
export function mutated(text: string): readonly { readonly by: string; readonly text: string }[] {
  return Object.entries(MUTATIONS).flatMap(([by, mutate]) =>
    [...new Set(mutate(text))]
      .filter((mutant) => mutant.normalize('NFC') !== text.normalize('NFC'))
      .map((mutant) => ({ by, text: mutant })),
  );
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  a: '\u0430',
  c: '\u0441',
  e: '\u0435',
  o: '\u043e',
  p: '\u0440',
  x: '\u0445',
  I: '\u0406',
  S: '\u0405',
  N: '\u039d',
  '2': '\u{1d7d0}',
};
const UNITS: Readonly<Record<string, string>> = {
  hours: 'days',
  minutes: 'seconds',
  MB: 'GB',
  ms: 's',
  percent: 'percentage points',
};
const SYNONYMS: Readonly<Record<string, string>> = {
  must: 'should',
  expiry: 'lifetime',
  internal: 'own',
  libraries: 'packages',
  responses: 'answers',
  never: 'rarely',
  every: 'most',
  stored: 'kept',
};

function flipped(text: string, at: number): string {
  const letter = text.charAt(at);
  const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  return text.slice(0, at) + other + text.slice(at + 1);
}

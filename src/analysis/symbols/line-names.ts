/** A name that a line may declare, and the rest of its head where that can say what it takes. */
export interface LineName {
  readonly name: string;
  readonly header: string;
  /** A name that other files may import, or a member that they may only use of something. */
  readonly kind: 'own' | 'member';
}

/** Every word, of any alphabet. */
export function wordsOf(line: string): readonly string[] {
  return line.match(WORDS) ?? [];
}
const WORDS = /[\w$\u0080-\uffff]+/g;

/** Does the line name what comes from elsewhere or goes there, other than by declaring it? */
function isListing(line: string): boolean {
  return /\b(?:import|exports?|require)\b/.test(line) && !EXPORTED.test(line);
}
const EXPORTED =
  /^\s*export\s+(?:(?:default|declare|abstract|async)\s+)*(?:function|class|const|let|var|enum|interface|type)\b/;

/** What a line of JavaScript, TypeScript or Python may declare; rather too much than too little. */
export function declarations(line: string): readonly LineName[] {
  if (isListing(line)) {
    // `exports.f = f` and `exports = f` offer f in two ways.
    const [place] = /\bexports\b[^=]*=/.exec(line) ?? [''];
    return wordsOf(line)
      .filter((name) => !RESERVED.has(name))
      .map((name) => ({ name, header: place + headOf(line, name), kind: 'own' }));
  }
  const names: LineName[] = [];
  // To offer a name, or not any more, is a change of it.
  const [offer] = /^\s*export(?:\s+default)?\b/.exec(line) ?? [''];
  for (const [, keyword, name, rest] of line.matchAll(DECLARED)) {
    // Inside of another one: nobody else sees it.
    if (/^\s/.test(line) && SCRIPT.has(`${keyword}`)) continue;
    const isValue = VARIABLES.has(`${keyword}`) && !FUNCTION.test(`${rest}`);
    const head = isValue ? '' : headOf(line, `${name}`);
    names.push({ name: `${name}`, header: offer + head, kind: 'own' });
  }
  const [, member, next] = MEMBER.exec(line) ?? [];
  if (member !== undefined && !RESERVED.has(member) && !(next === '(' && isStatement(line))) {
    const kind = /^\s/.test(line) ? 'member' : 'own';
    names.push({ name: member, header: headOf(line, member), kind });
  }
  for (const [, name] of [...line.matchAll(INSIDE), ...line.matchAll(ASSIGNED)])
    if (!RESERVED.has(`${name}`)) names.push({ name: `${name}`, header: '', kind: 'member' });
  return names;
}

/** The rest of the line, for what may be a function: its parameters are there, as far as they stand on this line. */
function headOf(line: string, name: string): string {
  const rest = line
    .slice(line.indexOf(name) + name.length)
    .replace(/\s*\{?\s*$/, '')
    .trimStart();
  return FUNCTION.test(line) || rest.startsWith('(') ? rest : '';
}

const NAME = '[\\w$\\u0080-\\uffff]+';
const DECLARED = new RegExp(
  `\\b(function|class|const|let|var|enum|def)\\b\\s*\\*?\\s*(${NAME})(.*)`,
  'g',
);
/** Keywords of JavaScript only: Python's own names may stand below `if` and `try`. */
const SCRIPT = new Set(['function', 'const', 'let', 'var', 'enum']);
const VARIABLES = new Set(['const', 'let', 'var']);
const FUNCTION = /=>|\bfunction\b|\bdef\b/;
/** A member of a class or an object, or a name that Python assigns, at the start of a line. */
const MEMBER = new RegExp(
  `^\\s*(?:(?:public|private|protected|static|readonly|abstract|override|declare|async|get|set|accessor)\\s+)*[*#]?(${NAME})\\s*[?!]?\\s*(\\(|=(?![=>])|[:;,<}]|$)`,
);
/** One that stands behind another one. */
const INSIDE = new RegExp(`[{,;}]\\s*(?:(?:static|async|get|set)\\s+)*(${NAME})\\s*[:(,}=;]`, 'g');
const ASSIGNED = new RegExp(`\\.(${NAME})\\s*=(?![=>])`, 'g');
/** Words that are no name of anybody's. */
const RESERVED = new Set(
  'if for while switch catch return else elif try finally with do case throw raise yield await async new typeof const let var function class def import export from as type module exports require'.split(
    ' ',
  ),
);

/** `f(x);` and `f(x, () => {` are calls, `f(x) {` and `f(x): T;` are members. */
function isStatement(line: string): boolean {
  return !/\)\s*:/.test(line) && /[;)]\s*$|=>|\bfunction\b/.test(line);
}

/** A language whose functions and tests can be told apart. Any other file is judged as a whole. */
export type Language =
  | 'typescript'
  | 'tsx'
  | 'javascript'
  | 'python'
  | 'go'
  | 'java'
  | 'rust'
  | 'c'
  | 'ruby';

/**
 * Lower-case file name extension → language. `.h` is read as C: C++ in it gives syntax errors, and an error in what changed
 * is a fallback. Names without an extension (`Rakefile`, scripts with a shebang) are not guessed.
 */
const EXTENSIONS = new Map<string, Language>([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['py', 'python'],
  ['pyi', 'python'],
  ['go', 'go'],
  ['java', 'java'],
  ['rs', 'rust'],
  ['c', 'c'],
  ['h', 'c'],
  ['rb', 'ruby'],
  ['rake', 'ruby'],
]);

/** @returns the language that the path's extension names, or undefined: there is no grammar for it. */
export function languageOf(path: string): Language | undefined {
  return EXTENSIONS.get(extensionOf(path));
}

/** @returns the extension in lower case without its dot; '' when the file name has none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Every extension of files in one of these languages. */
export function extensionsOf(languages: readonly Language[]): readonly string[] {
  return [...EXTENSIONS].flatMap(([extension, language]) =>
    languages.includes(language) ? [extension] : [],
  );
}

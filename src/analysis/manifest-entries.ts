/** Name → version of every dependency that a manifest states. */
export type ManifestEntries = ReadonlyMap<string, string>;

const NONE: ManifestEntries = new Map();

/** `npm` and Composer: the members of package.json and composer.json that hold dependencies. */
const JSON_SECTIONS = [
  ...['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'],
  ...['require', 'require-dev'],
];

/** One entry a line, by file name. `section`: the table header that the line must stand below (TOML). */
const LINE_FORMATS: readonly {
  readonly file: RegExp;
  readonly line: RegExp;
  readonly section?: RegExp;
}[] = [
  { file: /^requirements[\w.-]*\.txt$/, line: /^([\w.-]+)\s*((?:[=~<>!]=?)\s*[\w.*]+)/ },
  { file: /^go\.mod$/, line: /^\s*(?:require\s+)?([\w.-]+\/[\w./-]+)\s+(v[\w.+-]+)/ },
  {
    file: /^cargo\.toml$/,
    line: /^([\w-]+)\s*=\s*"([^"]{1,100})"/,
    section: /^\[(?:[\w.-]+\.)?(?:dev-|build-)?dependencies\]/,
  },
];

/** Does `manifestEntries` know this file? @param path of any kind. */
export function statesEntries(path: string): boolean {
  const name = nameOf(path);
  return isJson(name) || LINE_FORMATS.some(({ file }) => file.test(name));
}

/** Empty for a text that is not what its name says: another rule's business. */
export function manifestEntries(path: string, text: string): ManifestEntries {
  const name = nameOf(path);
  if (isJson(name)) return jsonEntries(text);
  const format = LINE_FORMATS.find(({ file }) => file.test(name));
  return format === undefined ? NONE : lineEntries(text, format);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function isJson(name: string): boolean {
  return name === 'package.json' || name === 'composer.json';
}

function jsonEntries(text: string): ManifestEntries {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return NONE;
  }
  const root = new Map(membersOf(parsed));
  return new Map(
    JSON_SECTIONS.flatMap((section) =>
      membersOf(root.get(section)).flatMap(([name, version]) =>
        typeof version === 'string' ? [[name, version] as const] : [],
      ),
    ),
  );
}

/** No look-up by name on the parsed object: its keys are hostile (threat E03). */
function membersOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function lineEntries(
  text: string,
  { line, section }: (typeof LINE_FORMATS)[number],
): ManifestEntries {
  const found = new Map<string, string>();
  let inside = section === undefined;
  for (const one of text.split('\n')) {
    if (section !== undefined && one.startsWith('[')) inside = section.test(one);
    const [, name, version] = (inside ? line.exec(one) : null) ?? [];
    if (name !== undefined && version !== undefined) found.set(name, version);
  }
  return found;
}

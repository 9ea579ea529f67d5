import type { Language as Grammar, Tree } from 'web-tree-sitter';
import { LIMITS } from '../model/limits.ts';
import { copyTree } from './copy-tree.ts';
import type { Language } from './language.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** The wasm files that are read: the runtime, and one grammar a language. */
export type GrammarName = 'web-tree-sitter' | `tree-sitter-${Language}`;

/** What parsing needs from outside: this folder reads no file and no clock. */
export interface SyntaxHost {
  /** The bytes of `<name>.wasm`. @throws GateError 'internal' when the installation lacks it. */
  readonly readGrammar: (name: GrammarName) => Promise<Uint8Array>;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

export type Parsed =
  | { readonly state: 'parsed'; readonly root: SyntaxNode }
  /** Says of the text, without a full stop: 'is larger than 1048576 bytes'. */
  | { readonly state: 'fallback'; readonly because: string };

/** Parsers of all languages; a grammar is loaded when the first text of its language comes. */
export interface Syntax {
  /**
   * Text with syntax errors is parsed, with 'ERROR' nodes where it is wrong: the caller decides whether they matter.
   * Fallback: text over LIMITS.sourceBytes, deeper than LIMITS.syntaxDepth, or a parse that takes more time or memory than
   * any honest file (threats D16, E10).
   */
  parse(text: string, language: Language): Promise<Parsed>;
}

/** As much as is used here: TypeScript knows WebAssembly from its DOM library only. */
interface WasmMemory {
  readonly buffer: { readonly byteLength: number };
}
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
};

/** web-tree-sitter has one runtime a process, so it is started once here too. */
interface Runtime extends Pick<typeof import('web-tree-sitter'), 'Language' | 'Parser'> {
  readonly memory: WasmMemory;
  /** Out of memory once, the runtime answers nonsense for good: nothing more is parsed by it. */
  crashed: boolean;
}
let runtime: Promise<Runtime> | undefined;

/** The package is loaded here and not above: most changes are judged without parsing anything. */
async function startRuntime(host: SyntaxHost): Promise<Runtime> {
  const { Language, Parser } = await import('web-tree-sitter');
  const memory = new WebAssembly.Memory({
    initial: RUNTIME_BYTES / WASM_PAGE,
    maximum: LIMITS.parserMemoryBytes / WASM_PAGE,
  });
  const wasmBinary = await host.readGrammar('web-tree-sitter');
  // A crash is told by a fallback, not on the terminal.
  await Parser.init({ wasmBinary, wasmMemory: memory, printErr: () => undefined });
  return { Language, Parser, memory, crashed: false };
}
/** What the runtime's own build asks for at its start. */
const RUNTIME_BYTES = 33_554_432;
const WASM_PAGE = 65_536;

export function createSyntax(host: SyntaxHost): Syntax {
  const grammars = new Map<Language, Promise<Grammar>>();
  const load = async (started: Runtime, language: Language): Promise<Grammar> =>
    started.Language.load(await host.readGrammar(`tree-sitter-${language}`));
  return {
    async parse(text, language) {
      if (Buffer.byteLength(text) > LIMITS.sourceBytes) {
        return { state: 'fallback', because: `is larger than ${LIMITS.sourceBytes} bytes` };
      }
      runtime ??= startRuntime(host);
      const started = await runtime;
      if (started.crashed) {
        return { state: 'fallback', because: 'comes after a file that crashed the parser' };
      }
      const grammar = grammars.get(language) ?? load(started, language);
      grammars.set(language, grammar);
      return parseBounded(started, await grammar, text, host.now);
    },
  };
}

/**
 * 120 KB of `} ) fn x = ; {` lines in Python take 10 s, and four times that for twice as much; 20 KB of `f<a,f<a,…` in
 * TypeScript take 600 MB in one step. The first is stopped here, the second by the bound of the memory.
 * @returns what the parser asks every hundred steps: must it stop?
 */
function costGuard(now: () => number, { memory }: Runtime): () => boolean {
  const deadline = now() + LIMITS.parseMilliseconds;
  const ceiling = memory.buffer.byteLength + LIMITS.parseGrowthBytes;
  return () => now() > deadline || memory.buffer.byteLength > ceiling;
}

function parseBounded(started: Runtime, grammar: Grammar, text: string, now: () => number): Parsed {
  const parser = new started.Parser().setLanguage(grammar);
  let tree: Tree | null;
  try {
    tree = parser.parse(text, null, { progressCallback: costGuard(now, started) });
  } catch {
    started.crashed = true;
    return { state: 'fallback', because: 'crashes the parser' };
  }
  parser.delete();
  if (tree === null)
    return { state: 'fallback', because: 'takes too much time or memory to parse' };
  const root = copyTree(tree, text);
  tree.delete();
  return root === undefined
    ? { state: 'fallback', because: `is nested deeper than ${LIMITS.syntaxDepth} levels` }
    : { state: 'parsed', root };
}

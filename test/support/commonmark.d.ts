/** The part of the reference parser that our tests compare with; the package has no types. */
declare module 'commonmark' {
  export interface Node {
    readonly type: string;
    readonly info: string | null;
    readonly literal: string | null;
    readonly sourcepos: readonly [readonly [number, number], readonly [number, number]];
    readonly firstChild: Node | null;
    readonly next: Node | null;
    walker(): { next(): { readonly entering: boolean; readonly node: Node } | null };
  }
  export class Parser {
    parse(text: string): Node;
  }
}

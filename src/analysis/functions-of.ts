import { TOP_LEVEL } from './file-functions.ts';
import { type FoundUnit, type Place, unitAt } from './find-unit.ts';
import type { FunctionTable } from './functions/function-table.ts';
import { type SyntaxNode, textOf } from './syntax-node.ts';
import { attachedFrom } from './unit-front.ts';

/** One piece of a file's code; see FileFunctions for what the pieces are. */
export interface CodeUnit {
  /** Qualified by what it stands in: `Pool.connect`. Overloads share one name. */
  readonly name: string;
  /** 1-based, both inclusive; the decorators and comments that touch the unit are its own. */
  readonly startLine: number;
  readonly endLine: number;
  /** Its own text without that of units inside, without blank lines and white space at line ends. */
  readonly text: string;
  /**
   * Its own tokens in their tree, comments left out. Equal: the same program text, whatever the layout; where layout is
   * meaning (Python), the tree keeps it.
   */
  readonly code: string;
  /** Its own syntax errors: where they are, `code` is a guess. */
  readonly errors: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  readonly line: number;
  /** What the parser could not place; '' where something is missing. */
  readonly text: string;
}

/** Every unit of a file, `(top level)` first, then in order of their starts. Together they hold all of its text. */
export function functionsOf(root: SyntaxNode, table: FunctionTable): readonly CodeUnit[] {
  const units: OpenUnit[] = [];
  const top = openUnit(TOP_LEVEL, 0, 1);
  units.push(top);
  emitChildren({ table, units, unit: top, prefix: '', place: 'outside', core: undefined }, root);
  closeUnit(top, root.source, root.source.length);
  return units.map((unit) => ({
    name: unit.name,
    startLine: unit.startLine,
    endLine: unit.startLine + unit.newlines,
    text: withoutBlankLines(unit.runs.join('\n')),
    code: unit.code.join(' '),
    errors: unit.errors,
  }));
}

interface OpenUnit {
  readonly name: string;
  readonly start: number;
  readonly startLine: number;
  readonly runs: string[];
  readonly code: string[];
  newlines: number;
  readonly errors: SyntaxProblem[];
  /** Where the current run of own text began. */
  from: number;
}

interface Walk {
  readonly table: FunctionTable;
  readonly units: OpenUnit[];
  /** The innermost unit. */
  readonly unit: OpenUnit;
  /** Names from the outside in, with dots. */
  readonly prefix: string;
  readonly place: Place;
  /** Found further out, not reached yet: on the way to it nothing is found twice. */
  readonly core: FoundUnit | undefined;
}

/** A name is for people; units whose names begin alike for so long are one unit. */
const NAME_CHARACTERS = 1_000;

function openUnit(name: string, start: number, startLine: number): OpenUnit {
  const fresh = { runs: [], code: [], newlines: 0, errors: [] };
  return { name, start, startLine, from: start, ...fresh };
}

function closeUnit(unit: OpenUnit, source: string, end: number): void {
  unit.runs.push(source.slice(unit.from, end));
  unit.newlines = source.slice(unit.start, end).split('\n').length - 1;
}

function withoutBlankLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '').join('\n');
}

function emitChildren(walk: Walk, node: SyntaxNode): void {
  const inside = node === walk.core?.core ? enter(walk, walk.core) : walk;
  const { table, unit } = inside;
  /** Comments and decorators that wait for what they stand in front of. */
  let fronts: SyntaxNode[] = [];
  let before: SyntaxNode | undefined;
  let behindUnit = false;
  let end = node.parent === undefined ? 0 : node.start;
  for (const child of node.children) {
    if (end < child.start) emitGap(unit, node.source.slice(end, child.start));
    end = child.end;
    if (table.comments.has(child.type) || table.isFront(child)) {
      fronts.push(child);
    } else if (behindUnit && (child.type === ',' || child.type === ';')) {
      // The separator behind a unit is the unit's: one more member leaves its class or list as it was.
      unit.from = child.end;
    } else {
      const found = onTheWay(inside, child)
        ? undefined
        : unitAt(table, child, before, inside.place);
      behindUnit = found !== undefined && found.kind !== 'record';
      if (found !== undefined && behindUnit) {
        emitUnit(inside, child, found, fronts);
      } else {
        emitAll(inside, fronts);
        emit(found === undefined ? inside : { ...inside, core: found }, child);
      }
      if (fronts.length > 0) fronts = [];
    }
    before = child;
  }
  emitAll(inside, fronts);
  emitGap(unit, node.source.slice(end, node.parent === undefined ? node.source.length : node.end));
}

function enter(walk: Walk, { name, kind }: FoundUnit): Walk {
  return {
    ...walk,
    prefix: qualified(walk.prefix, name),
    place: kind === 'function' ? 'in-function' : walk.place,
    core: undefined,
  };
}

function qualified(prefix: string, name: string): string {
  return (prefix === '' ? name : `${prefix}.${name}`).slice(0, NAME_CHARACTERS);
}

function onTheWay({ core }: Walk, { start, end }: SyntaxNode): boolean {
  return core !== undefined && start <= core.core.start && core.core.end <= end;
}

function emitUnit(walk: Walk, node: SyntaxNode, found: FoundUnit, fronts: SyntaxNode[]): void {
  const own = fronts.splice(attachedFrom(fronts, node, walk.table.comments));
  emitAll(walk, fronts);
  const first = own[0] ?? node;
  walk.unit.runs.push(node.source.slice(walk.unit.from, first.start));
  const unit = openUnit(qualified(walk.prefix, found.name), first.start, first.line);
  walk.units.push(unit);
  for (const front of own) {
    if (!walk.table.comments.has(front.type)) unit.code.push(leaf(textOf(front)));
  }
  emitAll({ ...walk, unit, core: found }, [node]);
  closeUnit(unit, node.source, node.end);
  walk.unit.from = node.end;
}

function emitAll(walk: Walk, nodes: readonly SyntaxNode[]): void {
  for (const node of nodes) emit(walk, node);
}

function emit(walk: Walk, node: SyntaxNode): void {
  const { unit, table } = walk;
  if (table.comments.has(node.type)) return;
  if (node.type === 'ERROR') unit.errors.push({ line: node.line, text: textOf(node) });
  if (node.children.length === 0 || node.type === 'string_content') {
    unit.code.push(leaf(textOf(node)));
    return;
  }
  unit.code.push(`(${node.type}`);
  emitChildren(walk, node);
  unit.code.push(')');
}

/** The length in front keeps two tokens from spelling a third one. */
function leaf(text: string): string {
  return `${text.length}:${text}`;
}

/** Text that the grammar gives no token: quotes of raw strings, the parts of a string between escapes, all after a NUL. */
function emitGap(unit: OpenUnit, gap: string): void {
  if (/\S/.test(gap)) unit.code.push(leaf(gap.trim()));
}

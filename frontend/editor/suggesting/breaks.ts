// Paragraphs that are suggested: a sign among the words, marked as inserted. `BREAK` asks for a new paragraph where it
// stands, `JOIN` for the paragraph it stands in to go on with the next one. portal/coediting/breaks.py reads the same.
import type { Node } from "@tiptap/pm/model";
import { Selection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { canSplit } from "@tiptap/pm/transform";

export const BREAK = "\u2029";
export const JOIN = "\u2060";
export const PILCROW = "¶";
export const ITEMS = new Set(["listItem", "taskItem"]);

/** Where the signs stand in a node, with the sign. */
export function signsIn(node: Node): { at: number; sign: string }[] {
  const found: { at: number; sign: string }[] = [];
  if (!node.isText || !node.marks.some((mark) => mark.type.name === "insertion")) return found;
  [...(node.text ?? "")].reduce((at, letter) => {
    if (letter === BREAK || letter === JOIN) found.push({ at, sign: letter });
    return at + letter.length;
  }, 0);
  return found;
}

/** Where the words of the next block begin, if the block that ends at `end` can go on with them; else null. */
export function nextStart(doc: Node, end: number): number | null {
  const $end = doc.resolve(end);
  for (let depth = $end.depth; depth > 0; depth--) {
    if ($end.node(depth).type.spec.isolating) return null;
    const after = $end.after(depth);
    let next = doc.resolve(after).nodeAfter;
    if (!next) continue;
    for (let level = depth, start = after + 1; next; level++, start++, next = next.firstChild) {
      if (level === $end.depth) return next.isTextblock ? start : null;
      if (next.type !== $end.node(level).type) return null;
    }
    return null;
  }
  return null;
}

/** Where the words of the block before end, if that block can go on with the one that begins at `start`; else null. */
export function previousEnd(doc: Node, start: number): number | null {
  const $start = doc.resolve(start);
  const found = $start.depth > 0 && Selection.findFrom(doc.resolve($start.before()), -1, true);
  return found && nextStart(doc, found.to) === start ? found.to : null;
}

/** The ends of blocks between two places that go when all between them is deleted. */
export function endsBetween(doc: Node, from: number, to: number): number[] {
  const ends: number[] = [];
  doc.nodesBetween(from, to, (node, at) => {
    if (!node.isTextblock) return;
    const end = at + 1 + node.content.size;
    if (from <= end && end < to && nextStart(doc, end) !== null) ends.push(end);
  });
  return ends;
}

export function isJoined(block: Node): boolean {
  let joined = false;
  block.forEach((node) => (joined ||= signsIn(node).some(({ sign }) => sign === JOIN)));
  return joined;
}

/** Before a sign that the words of its block end with. */
export function beforeJoin(doc: Node, at: number): number {
  const { nodeBefore, nodeAfter } = doc.resolve(at);
  return !nodeAfter && nodeBefore && signsIn(nodeBefore).at(-1)?.sign === JOIN && nodeBefore.text?.endsWith(JOIN) ? at - 1 : at;
}

/** Whether all that stands after `at` in a block is suggested: it will be a paragraph, even below a heading. */
function isNewAfter(block: Node, at: number): boolean {
  let isNew = true;
  block.nodesBetween(at, block.content.size, (node) => {
    isNew &&= node.marks.some((mark) => mark.type.name === "insertion");
  });
  return isNew;
}

/** Where the paragraphs begin that are suggested below a heading; null where there are none. */
export function belowHeading(heading: Node): number | null {
  let first: number | null = null;
  heading.forEach((node, start) => {
    const sign = signsIn(node).find((one) => one.sign === BREAK);
    if (sign && first === null) first = start + sign.at + 1;
  });
  return first !== null && isNewAfter(heading, first) ? first : null;
}

/** Whether what a sign at `at` cuts off is new as a whole. */
export function isBelow(doc: Node, at: number): boolean {
  const $at = doc.resolve(at);
  return isNewAfter($at.parent, $at.parentOffset);
}

/** Does what the sign at `at` asks for, and takes it away. */
export function carryOut(tr: Transaction, at: number, sign: string, isNew: boolean): void {
  tr.delete(at, at + 1);
  if (sign === BREAK) split(tr, at, isNew);
  else join(tr, at);
}

function split(tr: Transaction, at: number, isNew: boolean): void {
  const $at = tr.doc.resolve(at);
  const block = $at.parent;
  const item = $at.node(-1);
  const { paragraph } = tr.doc.type.schema.nodes;
  const isHeading = block.type.name === "heading";
  const second = isHeading && !isNew ? { type: block.type, attrs: { ...block.attrs, id: null } } : { type: paragraph! };
  const types = ITEMS.has(item.type.name) && $at.index(-1) === 0 ? [{ type: item.type }, second] : [second];
  if (canSplit(tr.doc, at, types.length, types)) tr.split(at, types.length, types);
}

function join(tr: Transaction, at: number): void {
  const $at = tr.doc.resolve(at);
  const end = $at.end();
  const next = nextStart(tr.doc, end);
  if (next === null) return;
  if ($at.parent.content.size === 0 && next === end + 2) tr.delete($at.before(), $at.after());
  else tr.delete(end, next);
}

/** The places a key of deletion takes away at the edge of a block or beside a sign; null where the caret is elsewhere. */
export function atEdge(state: EditorState, direction: -1 | 1): { from: number; to: number } | "no" | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const beside = direction < 0 ? $from.nodeBefore : $from.nodeAfter;
  if (beside) {
    const signs = signsIn(beside).map((one) => one.at);
    const isSign = signs.includes(direction < 0 ? beside.nodeSize - 1 : 0);
    if (!isSign) return null;
    return direction < 0 ? { from: $from.pos - 1, to: $from.pos } : { from: $from.pos, to: $from.pos + 1 };
  }
  const edge = state.doc.resolve(direction < 0 ? $from.before() : $from.after());
  if (!Selection.findFrom(edge, direction)) return null; // nothing is there
  const other = direction < 0 ? previousEnd(state.doc, $from.pos) : nextStart(state.doc, $from.pos);
  if (other === null) return "no";
  return direction < 0 ? { from: other, to: $from.pos } : { from: $from.pos, to: other };
}

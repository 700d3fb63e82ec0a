// What one does to the text, as suggestions: inserted words are marked, deleted ones stay and are marked, formats
// remember what they were, new paragraphs and joined ones are signs among the words. y-tiptap keeps marks on words alone:
// whatever else is done is refused.
import type { Fragment, Mark, Node, Schema } from "@tiptap/pm/model";
import { TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { AddMarkStep, Mapping, RemoveMarkStep, ReplaceStep } from "@tiptap/pm/transform";
import { newId } from "../requirement-keys";
import { beforeJoin, BREAK, endsBetween, isJoined, ITEMS, JOIN } from "./breaks";
import { FORMATS, formerFormat, has, isOwn, make, suggestionsOn, type Author, type Who } from "./marks";

/** Why something cannot be suggested: the name of one of the page's sentences. */
export class NotSuggestible extends Error {
  constructor(readonly word: "onlyWords" | "othersSuggestion") {
    super(word);
  }
}

/** A transaction that suggests what `wanted` does. Throws NotSuggestible. */
export function asSuggestion(state: EditorState, wanted: Transaction, author: Author): Transaction {
  const { tr } = state;
  const now = new Date().toISOString();
  let caret: number | undefined;
  wanted.steps.forEach((step, index) => {
    const before = new Mapping(wanted.mapping.maps.slice(0, index)).invert();
    const place = (at: number, bias: number) => tr.mapping.map(before.map(at, bias), bias);
    if (step instanceof ReplaceStep) {
      caret = replace(tr, step, place, author, now, state.selection.from) ?? caret;
    } else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      format(tr, step, place, author, now);
    } else throw new NotSuggestible("onlyWords");
  });
  if (caret !== undefined) tr.setSelection(TextSelection.near(tr.doc.resolve(caret)));
  else if (tr.docChanged || wanted.selectionSet) keepSelection(tr, wanted);
  tr.setStoredMarks(wanted.storedMarks);
  return tr.scrollIntoView();
}

function keepSelection(tr: Transaction, wanted: Transaction): void {
  const { from, to } = wanted.selection;
  const size = tr.doc.content.size;
  if (wanted.selection instanceof TextSelection && to <= size) tr.setSelection(TextSelection.create(tr.doc, from, to));
}

type Place = (at: number, bias: number) => number;

function replace(tr: Transaction, step: ReplaceStep, place: Place, author: Author, now: string, caret: number) {
  const words = wordsOf(tr.doc.type.schema, step.slice.content);
  const from = place(step.from, -1);
  const to = Math.max(from, place(step.to, 1));
  const who = { ...author, ...groupAt(tr.doc, from, to, author, now) };
  const end = from === to ? to : strikeOut(tr, from, to, who);
  if (words.length === 0) return from === to ? undefined : caret <= from && end > from ? end : beforeJoin(tr.doc, from);
  if (!tr.doc.resolve(end).parent.isTextblock) throw new NotSuggestible("onlyWords");
  let at = end;
  for (const word of words) {
    const marks = word.marks.filter((mark) => !suggestionsOn(word).includes(mark));
    tr.insert(at, word.mark(make(tr.doc.type.schema, "insertion", who).addToSet(marks)));
    at += word.nodeSize;
  }
  return at;
}

/** The words of a slice, a sign between paragraphs. Throws NotSuggestible where it holds anything else. */
function wordsOf(schema: Schema, content: Fragment): Node[] {
  const found: Node[] = [];
  let blocks = 0;
  const take = (node: Node): void => {
    const text = node.isText ? node.text!.replaceAll(JOIN, "") : "";
    if (text) found.push(schema.text(text, node.marks));
    if (node.isText) return;
    if (!node.isTextblock && !ITEMS.has(node.type.name)) throw new NotSuggestible("onlyWords");
    if (node.isTextblock && blocks++ > 0) found.push(schema.text(BREAK));
    node.forEach(take);
  };
  content.forEach(take);
  return found;
}

/** Marks words and ends of paragraphs as deleted; what one inserted oneself goes. Returns where the range ends now. */
function strikeOut(tr: Transaction, from: number, to: number, who: Who): number {
  const pieces = wordsIn(tr.doc, from, to);
  if (pieces.length === 0 && endsBetween(tr.doc, from, to).length === 0) throw new NotSuggestible("onlyWords");
  let end = to;
  for (const { node, start, stop } of pieces.reverse()) {
    const inserted = has(node, "insertion");
    if (inserted && isOwn(inserted, who)) {
      tr.delete(start, stop);
      end -= stop - start;
      continue;
    }
    const formats = node.marks.filter((mark) => mark.type.name === "modification");
    if (inserted || formats.some((mark) => !isOwn(mark, who))) throw new NotSuggestible("othersSuggestion");
    if (has(node, "deletion")) continue;
    for (const mark of formats) takeBack(tr, start, stop, mark);
    tr.addMark(start, stop, make(tr.doc.type.schema, "deletion", who));
  }
  for (const at of endsBetween(tr.doc, from, end).reverse()) {
    if (isJoined(tr.doc.resolve(at).parent)) continue;
    tr.insert(at, tr.doc.type.schema.text(JOIN, [make(tr.doc.type.schema, "insertion", who)]));
    end += 1;
  }
  return end;
}

/** The words between two places. Throws NotSuggestible where a note, an image, a whole table… stands between them. */
function wordsIn(doc: Node, from: number, to: number): { node: Node; start: number; stop: number }[] {
  const found: { node: Node; start: number; stop: number }[] = [];
  doc.nodesBetween(from, to, (node, at) => {
    if (node.isText) found.push({ node, start: Math.max(from, at), stop: Math.min(to, at + node.nodeSize) });
    else if (node.isLeaf) throw new NotSuggestible("onlyWords");
  });
  return found;
}

function format(tr: Transaction, step: AddMarkStep | RemoveMarkStep, place: Place, author: Author, now: string): void {
  const { mark } = step;
  const name = mark.type.name;
  const adds = step instanceof AddMarkStep;
  if (!FORMATS.has(name)) throw new NotSuggestible("onlyWords");
  const from = place(step.from, 1);
  const to = place(step.to, -1);
  const who = { ...author, id: newId(), date: now };
  for (const { node, start, stop } of wordsIn(tr.doc, from, to)) {
    const own = (mark_: Mark | undefined) => mark_ !== undefined && isOwn(mark_, author);
    const inserted = has(node, "insertion");
    if (own(inserted)) {
      if (adds) tr.addMark(start, stop, mark);
      else tr.removeMark(start, stop, mark);
      continue;
    }
    const earlier = node.marks.find((one) => one.type.name === "modification" && one.attrs.attrName === name);
    if (inserted || has(node, "deletion") || (earlier && !own(earlier))) throw new NotSuggestible("othersSuggestion");
    const had = has(node, name);
    const before = earlier ? (earlier.attrs.previousValue as unknown) : (had?.attrs ?? null);
    const after = adds ? mark.attrs : null;
    if (had) tr.removeMark(start, stop, had);
    if (earlier) tr.removeMark(start, stop, earlier);
    if (adds) tr.addMark(start, stop, mark);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    const more = { type: "mark", attrName: name, previousValue: before, newValue: after };
    tr.addMark(start, stop, make(tr.doc.type.schema, "modification", who, more));
  }
}

/** Takes a suggested format back. */
export function takeBack(tr: Transaction, from: number, to: number, modification: Mark): void {
  const { schema } = tr.doc.type;
  const type = schema.marks[String(modification.attrs.attrName)];
  tr.removeMark(from, to, modification);
  if (!type) return;
  tr.removeMark(from, to, type);
  const before = formerFormat(schema, modification);
  if (before) tr.addMark(from, to, before);
}

/** The group and the date of one's own suggestion that this goes on with, or new ones. */
function groupAt(doc: Node, from: number, to: number, author: Author, now: string): { id: string; date: string } {
  const beside = [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter];
  for (const node of beside) {
    const mark = node && suggestionsOn(node).find((one) => one.type.name !== "modification" && isOwn(one, author));
    if (mark) return { id: String(mark.attrs.id), date: String(mark.attrs.date) };
  }
  return { id: newId(), date: now };
}

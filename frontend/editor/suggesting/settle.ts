// The suggestions in a text, and what accepting or refusing one does to it.
import type { Editor } from "@tiptap/core";
import type { Mark, Node } from "@tiptap/pm/model";
import { carryOut, isBelow, signsIn } from "./breaks";
import { suggestionsOn } from "./marks";
import { takeBack } from "./rewrite";

export const SETTLES = "settlesSuggestions"; // on a transaction: not itself to be suggested

export interface Piece {
  from: number;
  to: number;
  mark: Mark;
  text: string;
}

export interface Suggestion {
  key: string;
  author: string;
  name: string;
  date: string;
  pieces: Piece[];
}

/** The suggestions of a text in order; a group is one person's, whoever else uses its id. */
export function suggestionsIn(doc: Node): Suggestion[] {
  const found = new Map<string, Suggestion>();
  doc.descendants((node, at) => {
    if (!node.isText) return;
    for (const mark of suggestionsOn(node)) {
      const { id, author, name, date } = mark.attrs as Record<string, unknown>;
      const key = `${String(author)} ${String(id)}`;
      const known = found.get(key) ?? { key, author: String(author ?? ""), name: String(name ?? ""), date: "", pieces: [] };
      known.date = String(date ?? "") > known.date ? String(date) : known.date;
      known.pieces.push({ from: at, to: at + node.nodeSize, mark, text: node.text ?? "" });
      found.set(key, known);
    }
  });
  return [...found.values()];
}

/** Accepts or refuses those of the suggestions that `chosen` names; one step of the undo. */
export function settle(editor: Editor, isAccepted: boolean, chosen: (suggestion: Suggestion) => boolean): void {
  const { doc, tr } = editor.state;
  const pieces = suggestionsIn(tr.doc).filter(chosen).flatMap(({ pieces: found }) => found);
  pieces.sort((a, b) => b.from - a.from || b.to - a.to);
  const signs = isAccepted ? pieces.flatMap((piece) => signsOf(doc, piece)) : [];
  for (const { from, to, mark } of pieces) {
    const at = tr.mapping.map(from, 1);
    const end = tr.mapping.map(to, -1);
    if (at >= end) continue;
    const kind = mark.type.name;
    if ((kind === "insertion") === isAccepted && kind !== "modification") tr.removeMark(at, end, mark);
    else if (kind === "modification" && isAccepted) tr.removeMark(at, end, mark);
    else if (kind === "modification") takeBack(tr, at, end, mark);
    else tr.delete(at, end);
  }
  // Paragraphs last: what a deletion leaves empty goes as a whole.
  for (const { place, sign, isNew } of signs) carryOut(tr, tr.mapping.map(place), sign, isNew);
  if (tr.docChanged) editor.view.dispatch(tr.setMeta(SETTLES, true));
}

/** The paragraphs a piece suggests, from the last to the first. */
function signsOf(doc: Node, { from, mark }: Piece): { place: number; sign: string; isNew: boolean }[] {
  const node = mark.type.name === "insertion" && doc.nodeAt(from);
  if (!node) return [];
  const found = signsIn(node).map(({ at, sign }) => ({ place: from + at, sign, isNew: isBelow(doc, from + at + 1) }));
  return found.reverse();
}

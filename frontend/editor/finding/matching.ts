// Where some words stand in a text: across marks, never across blocks. Case, the two apostrophes and the two spaces
// are one to who searches.
import type { Node } from "@tiptap/pm/model";

export interface Match {
  from: number;
  to: number;
}

export interface Query {
  words: string;
  matchCase: boolean;
}

const PIECE = "\ufffc"; // a footnote or another piece that stands in a line: no letter anybody searches

function alike(text: string, matchCase: boolean): string {
  const plain = text.replace(/[\u2019\u02bc]/g, "'").replace(/[\u00a0\u202f]/g, " ");
  if (matchCase) return plain;
  const lower = plain.toLowerCase();
  // A few letters grow when they become small: places would no longer be those of the text.
  return lower.length === plain.length ? lower : [...plain].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join("");
}

/** Every place where the words stand, in order; none for no words. */
export function matchesIn(doc: Node, query: Query): Match[] {
  const sought = alike(query.words, query.matchCase);
  const found: Match[] = [];
  if (sought === "") return found;
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    const text = alike(textOf(block), query.matchCase);
    for (let place = text.indexOf(sought); place >= 0; place = text.indexOf(sought, place + sought.length)) {
      found.push({ from: at + 1 + place, to: at + 1 + place + sought.length });
    }
    return false;
  });
  return found;
}

/** The text of a block, one character for each place in it. */
function textOf(block: Node): string {
  let text = "";
  block.forEach((child) => {
    text += child.isText ? child.text : PIECE.repeat(child.nodeSize);
  });
  return text;
}

// Numbers of sections and codes of requirements, as portal/coediting/counting.py counts them for readers.
import type { Node } from "@tiptap/pm/model";
import { belowHeading, BREAK, JOIN } from "./suggesting/breaks";

export interface Entry {
  id: string;
  label: string;
  title: string;
  level: number; // 0: a requirement
}

const known = new WeakMap<Node, Entry[]>(); // a text with hundreds of references is counted once for all of them

/** The headings and requirements of a text in order, with their number or code (`waiting`: none yet). */
export function outline(doc: Node, waiting: string): Entry[] {
  let entries = known.get(doc);
  if (!entries) known.set(doc, (entries = count(doc)));
  return entries.map((entry) => (entry.label === "" ? { ...entry, label: waiting } : entry));
}

function count(doc: Node): Entry[] {
  const counts: number[] = [];
  const found: Entry[] = [];
  doc.descendants((node) => {
    const id = String(node.attrs.id ?? "");
    if (node.type.name === "heading") {
      const level = Number(node.attrs.level);
      while (counts.length < level) counts.push(0);
      counts[level - 1]! += 1;
      counts.length = level;
      found.push({ id, label: counts.join("."), title: titleOf(node), level });
    } else if (node.type.name === "requirement") {
      const title = node.firstChild?.textContent ?? "";
      found.push({ id, label: String(node.attrs.code ?? ""), title, level: 0 });
    }
    return !node.isTextblock && node.type.name !== "requirement";
  });
  return found;
}

/** The words of a heading without those of paragraphs that are suggested after it. */
function titleOf(heading: Node): string {
  const below = belowHeading(heading);
  const words = heading.textBetween(0, below ?? heading.content.size);
  return words.replaceAll(JOIN, "").replaceAll(BREAK, " ").trim();
}

// Numbers of sections and codes of requirements, as portal/coediting/counting.py counts them for readers.
import type { Node } from "@tiptap/pm/model";
import { BREAK, JOIN, signsIn } from "./suggesting/breaks";

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
  let title = "";
  let isBelow = false;
  heading.forEach((node) => {
    const isSuggested = signsIn(node).length > 0 || (isBelow && node.marks.some((mark) => mark.type.name === "insertion"));
    if (!isSuggested) title += node.textContent;
    else if (!isBelow) title += node.textContent.split(BREAK)[0]!.replaceAll(JOIN, "");
    isBelow ||= node.textContent.includes(BREAK);
  });
  return title;
}

// What stands in a line as one piece: a footnote, a person named, a reference to a heading or a requirement.
import { Node, type NodeConfig } from "@tiptap/core";
import { dataAttribute } from "./attributes";

const PIECE: Partial<NodeConfig> = { group: "inline", inline: true, atom: true, selectable: true };

export const Footnote = Node.create({
  ...PIECE,
  name: "footnote",
  addAttributes: () => ({ text: dataAttribute("text", "") }),
  parseHTML: () => [{ tag: "sup[data-type=footnote]" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", { ...HTMLAttributes, "data-type": "footnote" }],
  renderText: ({ node }) => ` (${String(node.attrs.text)})`,
});

export const Mention = Node.create({
  ...PIECE,
  name: "mention",
  addAttributes: () => ({ person: dataAttribute("person"), label: dataAttribute("label", "") }),
  parseHTML: () => [{ tag: "span[data-type=mention]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "span",
    { ...HTMLAttributes, "data-type": "mention", class: "mention" },
    `@${String(node.attrs.label)}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs.label)}`,
});

export const Reference = Node.create({
  ...PIECE,
  name: "reference",
  addAttributes: () => ({ target: dataAttribute("target") }),
  parseHTML: () => [{ tag: "span[data-type=reference]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, "data-type": "reference" }],
});

// The top of the text, and blocks without text of their own: an image, the table of contents.
import { mergeAttributes, Node } from "@tiptap/core";
import { dataAttribute } from "./attributes";

/** Requirements and the table of contents stand only here, never in a list or a cell. */
export const Text = Node.create({ name: "doc", topNode: true, content: "(block | top)+" });

// As in portal/coediting/schema.py: a private file of this document, never an address elsewhere.
const ADDRESS = /^\/textes\/[0-9a-f-]{36}\/images\/[0-9a-f-]{36}$/;

/** Whether an image may be shown from there. */
export function isImageAddress(address: string): boolean {
  return ADDRESS.test(address);
}

export const Image = Node.create({
  name: "image",
  group: "block",
  atom: true,
  addAttributes: () => ({
    src: { default: null },
    alt: { default: "" },
    width: dataAttribute("width", null, (text) => {
      const percent = Number(text);
      return percent >= 10 && percent <= 100 ? Math.round(percent) : null;
    }),
  }),
  parseHTML: () => [
    { tag: "img[src]", getAttrs: (image) => (isImageAddress(image.getAttribute("src") ?? "") ? {} : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ["img", mergeAttributes(HTMLAttributes)],
});

export const TableOfContents = Node.create({
  name: "tableOfContents",
  group: "top",
  atom: true,
  parseHTML: () => [{ tag: "nav[data-type=tableOfContents]" }],
  renderHTML: () => ["nav", { "data-type": "tableOfContents" }],
});

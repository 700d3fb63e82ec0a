// Marks about the text: comments, and suggestions as @handlewithcare/prosemirror-suggest-changes names them.
import { Mark } from "@tiptap/core";
import { dataAttribute } from "./attributes";

const AFTER_FORMATS = 50;

/** Several may cover the same words. */
export const Comment = Mark.create({
  name: "comment",
  priority: AFTER_FORMATS,
  inclusive: false,
  excludes: "",
  addAttributes: () => ({ thread: dataAttribute("thread") }),
  parseHTML: () => [{ tag: "span[data-thread]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, class: "commented" }, 0],
});

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

// `id` groups the pieces of one suggestion; who suggested it, by what name, and when (ISO 8601).
const WHO = () => ({
  id: dataAttribute("id", null, json),
  author: dataAttribute("author"),
  name: dataAttribute("name"),
  date: dataAttribute("date"),
});

export const Insertion = Mark.create({
  name: "insertion",
  priority: AFTER_FORMATS,
  inclusive: false,
  excludes: "deletion modification insertion",
  addAttributes: WHO,
  parseHTML: () => [{ tag: "ins[data-id]" }],
  renderHTML: ({ HTMLAttributes }) => ["ins", HTMLAttributes, 0],
});

export const Deletion = Mark.create({
  name: "deletion",
  priority: AFTER_FORMATS,
  inclusive: false,
  excludes: "insertion modification deletion",
  addAttributes: WHO,
  parseHTML: () => [{ tag: "del[data-id]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["del", HTMLAttributes, 0],
});

const value = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => json(element.getAttribute(`data-${name}`) ?? "null"),
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: JSON.stringify(attributes[name] ?? null) }),
});

export const Modification = Mark.create({
  name: "modification",
  priority: AFTER_FORMATS,
  inclusive: false,
  excludes: "deletion insertion",
  addAttributes: () => ({
    ...WHO(),
    type: dataAttribute("type"),
    attrName: dataAttribute("attrName"),
    previousValue: value("previousValue"),
    newValue: value("newValue"),
  }),
  parseHTML: () => [{ tag: "span[data-mark=modification]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, "data-mark": "modification" }, 0],
});

// The marks of suggestions, read and made. portal/coediting/suggesting.py holds commenters to the same rules.
import type { Mark, Node, Schema } from "@tiptap/pm/model";

export interface Author {
  key: string;
  name: string;
}

export interface Who extends Author {
  id: string;
  date: string;
}

export const FORMATS = new Set(["bold", "italic", "underline", "strike", "link"]);
export const SUGGESTIONS = new Set(["insertion", "deletion", "modification"]);

export function suggestionsOn(node: Node): Mark[] {
  return node.marks.filter((mark) => SUGGESTIONS.has(mark.type.name));
}

export function isOwn(mark: Mark, author: Author): boolean {
  return mark.attrs.author === author.key;
}

export function has(node: Node, kind: string): Mark | undefined {
  return node.marks.find((mark) => mark.type.name === kind);
}

export function make(schema: Schema, kind: string, who: Who, more: Record<string, unknown> = {}): Mark {
  return schema.marks[kind]!.create({ id: who.id, author: who.key, name: who.name, date: who.date, ...more });
}

/** The format `name` that a suggestion changes: the mark as it was before, or none. */
export function formerFormat(schema: Schema, modification: Mark): Mark | null {
  const type = schema.marks[String(modification.attrs.attrName)];
  const before = modification.attrs.previousValue as Record<string, unknown> | null;
  return type && before ? type.create(before) : null;
}

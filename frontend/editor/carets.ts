// The others' carets and selections. Names come from other people's browsers: they are only ever text, and the colour
// is one of our own classes, chosen from the client's number.
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";

const COLOURS = 8;
const LONGEST_NAME = 60;

export function colourClass(client: number): string {
  return `person-${client % COLOURS}`;
}

/** The name somebody's browser sent, or an empty text for anything that is no name. */
export function nameOf(state: unknown): string {
  const user = (state as { user?: { name?: unknown } } | null)?.user;
  return typeof user?.name === "string" ? user.name.trim().slice(0, LONGEST_NAME) : "";
}

function isPosition(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function hasCaret(state: unknown): boolean {
  const caret = (state as { cursor?: { anchor?: unknown; head?: unknown } } | null)?.cursor;
  return !!caret && isPosition(caret.anchor) && isPosition(caret.head) && nameOf(state) !== "";
}

function caret(user: { name: string }, client: number): HTMLElement {
  const mark = document.createElement("span");
  mark.className = `caret ${colourClass(client)}`;
  const label = document.createElement("span");
  label.className = "caret-name";
  label.textContent = user.name.slice(0, LONGEST_NAME);
  mark.append("\u2060", label, "\u2060");
  return mark;
}

export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: "carets",
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        awarenessStateFilter: (own: number, client: number, state: unknown) => own !== client && hasCaret(state),
        cursorBuilder: (user: { name: string }, client?: number) => caret(user, client ?? 0),
        selectionBuilder: (_user: unknown, client?: number) => ({ class: `selection ${colourClass(client ?? 0)}` }),
      }),
    ],
  });
}

// Where comments stand in the text: a mark with the thread's name. Words that are typed or deleted around it change
// nothing; when all the words are gone, the comment is without a place.
import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { ANCHORS } from "../suggesting/mode";

interface Shown {
  open: Set<string>; // threads whose words are marked on the page
  active: string;
}

/** The panel stands beside the text; in narrower windows it lies over the lower half. */
export const WIDE = "(min-width: 75rem)";

const key = new PluginKey<Shown & { marks: DecorationSet }>("anchors");

/** The first and last place of each thread in the text. */
export function anchorsIn(doc: Node): Map<string, { from: number; to: number }> {
  const found = new Map<string, { from: number; to: number }>();
  doc.descendants((node, at) => {
    if (!node.isText) return;
    for (const mark of node.marks) {
      if (mark.type.name !== "comment") continue;
      const thread = String(mark.attrs.thread);
      found.set(thread, { from: found.get(thread)?.from ?? at, to: at + node.nodeSize });
    }
  });
  return found;
}

function drawn(doc: Node, { open, active }: Shown): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!node.isText) return;
    const threads = node.marks.filter((mark) => mark.type.name === "comment").map((mark) => String(mark.attrs.thread));
    if (!threads.some((thread) => open.has(thread))) return;
    const name = threads.includes(active) ? "comment-anchor is-active" : "comment-anchor";
    found.push(Decoration.inline(at, at + node.nodeSize, { class: name }));
  });
  return DecorationSet.create(doc, found);
}

/** Draws the words of open threads; `onPress` is told of the thread whose words were pressed. */
export function anchors(onPress: (thread: string) => void): Extension {
  return Extension.create({
    name: "anchors",
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: () => ({ open: new Set<string>(), active: "", marks: DecorationSet.empty }),
          apply(tr, before) {
            const shown = tr.getMeta(key) as Shown | undefined;
            if (!shown && !tr.docChanged) return before;
            const next = shown ?? before;
            return { open: next.open, active: next.active, marks: drawn(tr.doc, next) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.marks,
          handleClick(view, at) {
            const threads = threadsAt(view.state, at);
            const open = key.getState(view.state)?.open;
            const pressed = threads.find((thread) => open?.has(thread));
            if (pressed) onPress(pressed);
            return false;
          },
        },
      }),
    ],
  });
}

function threadsAt(state: EditorState, at: number): string[] {
  const marks = state.doc.resolve(at).marks();
  return marks.filter((mark) => mark.type.name === "comment").map((mark) => String(mark.attrs.thread));
}

/** Which threads are open, and which one is looked at. */
export function showThreads(editor: Editor, shown: Shown): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, shown).setMeta("addToHistory", false));
}

/** Words one has selected, found again whatever others write meanwhile. */
export interface Passage {
  text: string;
  kept: string; // as the device keeps it
  place: () => { from: number; to: number } | null;
}

interface Shared {
  doc: never;
  type: never;
  binding: { mapping: never };
}

export function selectedPassage(editor: Editor): Passage | null {
  const { from, to, empty } = editor.state.selection;
  const text = editor.state.doc.textBetween(from, to, " ").trim();
  if (empty || text === "") return null;
  const before = ySyncPluginKey.getState(editor.state) as Shared;
  const ends = [from, to].map((at) => absolutePositionToRelativePosition(at, before.type, before.binding.mapping));
  return passageAt(editor, text, ends);
}

/** A passage that the device kept; whatever was written meanwhile, its words are found again. */
export function keptPassage(editor: Editor, kept: string): Passage | null {
  try {
    const { text, ends } = JSON.parse(kept) as { text: string; ends: unknown[] };
    return passageAt(editor, text, ends.map((end) => Y.createRelativePositionFromJSON(end)));
  } catch {
    return null;
  }
}

function passageAt(editor: Editor, text: string, ends: Y.RelativePosition[]): Passage {
  return {
    text,
    kept: JSON.stringify({ text, ends }),
    place() {
      const now = ySyncPluginKey.getState(editor.state) as Shared;
      const [start, end] = ends.map((at) =>
        relativePositionToAbsolutePosition(now.doc, now.type, at, now.binding.mapping),
      );
      return typeof start === "number" && typeof end === "number" && start < end ? { from: start, to: end } : null;
    },
  };
}

/** Anchors a thread in the words of a passage; whether any are left. Not to be undone: the thread would lose its place. */
export function anchor(editor: Editor, passage: Passage, thread: string): boolean {
  const place = passage.place();
  if (!place) return false;
  const mark = editor.state.schema.marks.comment!.create({ thread });
  const tr = editor.state.tr.addMark(place.from, place.to, mark);
  if (!tr.docChanged) return false;
  editor.view.dispatch(tr.setMeta(ANCHORS, true).setMeta("addToHistory", false));
  return true;
}

/** Shows the words of a thread. */
export function goTo(editor: Editor, from: number, to: number): void {
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView());
  const { node } = editor.view.domAtPos(from);
  const element = (node instanceof Element ? node : node.parentElement)?.closest("p, h1, h2, h3");
  element?.scrollIntoView({ block: matchMedia(WIDE).matches ? "center" : "start" });
}

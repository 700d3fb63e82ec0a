// What is found is shown by decorations: nothing of it is in the shared text.
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";
import { matchesIn, type Match, type Query } from "./matching";

export interface Found {
  query: Query;
  matches: Match[];
  current: number; // -1: none
  shown: DecorationSet;
}

type Change = { query: Query; near?: number | undefined } | { current: number } | { again: true };

const MOST_SHOWN = 1_000; // highlights around the current one; all are counted and replaced
const NOTHING: Query = { words: "", matchCase: false };
export const findKey = new PluginKey<Found>("find");

export const Find = Extension.create({
  name: "find",
  addProseMirrorPlugins: () => [
    new Plugin<Found>({
      key: findKey,
      state: {
        init: () => ({ query: NOTHING, matches: [], current: -1, shown: DecorationSet.empty }),
        apply: (tr, before, _old, state) => next(tr, before, state),
      },
      props: { decorations: (state) => findKey.getState(state)?.shown },
    }),
  ],
});

function next(tr: Transaction, before: Found, state: EditorState): Found {
  const change = tr.getMeta(findKey) as Change | undefined;
  if (change && "query" in change) return search(state, change.query, change.near ?? state.selection.from);
  if (change && "again" in change) return search(state, before.query, before.matches[before.current]?.from ?? state.selection.from);
  if (change) return show(state, { ...before, current: change.current });
  if (!tr.docChanged || before.query.words === "") return before;
  // Others write meanwhile: what was found moves along, and is looked for again a moment later (`searchAgain`).
  const matches = before.matches.map(({ from, to }) => ({ from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }));
  return { ...before, matches, shown: before.shown.map(tr.mapping, tr.doc) };
}

function search(state: EditorState, query: Query, near: number): Found {
  const matches = matchesIn(state.doc, query);
  const after = matches.findIndex(({ from }) => from >= near);
  const current = matches.length === 0 ? -1 : Math.max(after, 0);
  return show(state, { query, matches, current, shown: DecorationSet.empty });
}

function show(state: EditorState, found: Found): Found {
  const first = Math.max(0, found.current - MOST_SHOWN / 2);
  const shown = found.matches.slice(first, first + MOST_SHOWN).map(({ from, to }, at) => {
    const isCurrent = first + at === found.current;
    return Decoration.inline(from, to, { class: isCurrent ? "found is-current" : "found" });
  });
  return { ...found, shown: DecorationSet.create(state.doc, shown) };
}

function tell(editor: Editor, change: Change): Found {
  editor.view.dispatch(editor.state.tr.setMeta(findKey, change).setMeta("addToHistory", false));
  return findKey.getState(editor.state)!;
}

/** Looks for other words, from the caret on. */
export function find(editor: Editor, query: Query): Found {
  const { matches, current } = findKey.getState(editor.state)!;
  return scrolled(editor, tell(editor, { query, near: matches[current]?.from }));
}

/** Looks again after the text changed. */
export function searchAgain(editor: Editor): Found {
  return tell(editor, { again: true });
}

/** Goes to the next one, or back; round at the ends. */
export function step(editor: Editor, by: 1 | -1): Found {
  const { matches, current } = searchAgain(editor);
  if (matches.length === 0) return findKey.getState(editor.state)!;
  return scrolled(editor, tell(editor, { current: (current + by + matches.length) % matches.length }));
}

/** Ends the search; the caret goes where it had come to. */
export function endFinding(editor: Editor): void {
  const { matches, current } = findKey.getState(editor.state)!;
  const match = matches[current];
  tell(editor, { query: NOTHING });
  const { doc } = editor.state;
  if (match && match.to <= doc.content.size) {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, match.from, match.to)));
  }
  editor.view.focus();
}

/** Replaces the current one and goes on to the next. */
export function replaceOne(editor: Editor, words: string): Found {
  const { matches, current, query } = searchAgain(editor);
  const match = matches[current];
  if (!match || !editor.isEditable) return findKey.getState(editor.state)!;
  const { tr } = editor.state;
  replaceWords(tr, match, words);
  asOneStep(editor, tr);
  return scrolled(editor, tell(editor, { query, near: match.from + words.length }));
}

/** Replaces all of them in one step, which one undo takes back; returns how many. */
export function replaceAll(editor: Editor, words: string): number {
  const { matches } = searchAgain(editor);
  if (!editor.isEditable || matches.length === 0) return 0;
  const { tr } = editor.state;
  for (const match of [...matches].reverse()) replaceWords(tr, match, words);
  asOneStep(editor, tr);
  searchAgain(editor);
  return matches.length;
}

/** Without this the undo would take back what was typed in the same half second, too. */
function asOneStep(editor: Editor, tr: Transaction): void {
  const { undoManager } = yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager };
  undoManager.stopCapturing();
  editor.view.dispatch(tr);
  undoManager.stopCapturing();
}

/** The new words look as the first letter of the old ones did. */
function replaceWords(tr: Transaction, { from, to }: Match, words: string): void {
  const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
  if (words === "") tr.delete(from, to);
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}

function scrolled(editor: Editor, found: Found): Found {
  const match = found.matches[found.current];
  if (!match) return found;
  const { node } = editor.view.domAtPos(match.from);
  const place = node instanceof Element ? node : node.parentElement;
  place?.scrollIntoView({ block: "center", behavior: "instant" });
  return found;
}

// The mode of the page: what one types is written, or only suggested. A commenter has no choice.
import { Extension, type Editor } from "@tiptap/core";
import { isChangeOrigin } from "@tiptap/extension-collaboration";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import { atEdge, BREAK } from "./breaks";
import type { Author } from "./marks";
import { asSuggestion, NotSuggestible } from "./rewrite";
import { SETTLES } from "./settle";
import { signs } from "./signs";

export const ANCHORS = "anchorsComment"; // on a transaction: a comment's mark, which everybody who comments may set

export interface Mode {
  isOn: boolean;
  author: Author;
  refuse: (word: string) => void;
}

// What can be done to words alone, and what only reads.
const TOOLS = new Set(["undo", "redo", "bold", "italic", "underline", "strike", "link", "comment", "mode", "find", "authors", "shortcuts"]);

/** Whether a button or key of the toolbar has a sense now. */
export function isAvailable(editor: Editor, command: string): boolean {
  return !isSuggesting(editor) || TOOLS.has(command);
}

export function isSuggesting(editor: Editor): boolean {
  return (editor.storage as unknown as Record<string, { mode?: Mode }>).suggesting?.mode?.isOn ?? false;
}

export function suggesting(mode: Mode): Extension {
  return Extension.create({
    name: "suggesting",
    priority: 2000, // before the rules that turn "- " into a list
    addStorage: () => ({ mode }),
    dispatchTransaction({ transaction, next }) {
      const isOurs = transaction.docChanged && !isChangeOrigin(transaction);
      if (!mode.isOn || !isOurs || transaction.getMeta(SETTLES) || transaction.getMeta(ANCHORS)) return next(transaction);
      try {
        next(asSuggestion(this.editor.state, transaction, mode.author));
      } catch (error) {
        if (!(error instanceof NotSuggestible)) throw error;
        mode.refuse(error.word);
        this.editor.view.updateState(this.editor.state); // a browser may have changed the page already
      }
    },
    addKeyboardShortcuts() {
      const { editor } = this;
      const backwards = () => mode.isOn && deleteAtEdge(editor, mode, -1);
      const forwards = () => mode.isOn && deleteAtEdge(editor, mode, 1);
      return {
        Enter: () => mode.isOn && newParagraph(editor, mode),
        Backspace: backwards,
        "Shift-Backspace": backwards,
        Delete: forwards,
      };
    },
    addProseMirrorPlugins: () => [
      signs(),
      new Plugin({
        props: {
          handleTextInput(view, from, to, text) {
            const { state } = view;
            const deletion = state.schema.marks.deletion!;
            const isInDeleted = from === to && deletion.isInSet(state.doc.resolve(from).marks()) !== undefined;
            if (!mode.isOn && !isInDeleted) return false;
            const tr = state.tr.insertText(text, from, to);
            if (!mode.isOn) tr.removeMark(from, from + text.length, deletion); // what is typed there is not deleted
            view.dispatch(tr.scrollIntoView());
            return true;
          },
        },
      }),
    ],
  });
}

function newParagraph(editor: Editor, mode: Mode): boolean {
  const { selection, tr } = editor.state;
  if (!(selection instanceof TextSelection)) mode.refuse("onlyWords");
  else editor.view.dispatch(tr.insertText(BREAK).scrollIntoView());
  return true;
}

/** Whether the key was for a sign or for the edge of a paragraph; all else is left to others. */
function deleteAtEdge(editor: Editor, mode: Mode, direction: -1 | 1): boolean {
  const edge = atEdge(editor.state, direction);
  if (edge === "no") mode.refuse("onlyWords");
  else if (edge) editor.view.dispatch(editor.state.tr.delete(edge.from, edge.to).scrollIntoView());
  return edge !== null;
}

// What is typed goes where the caret was put, however soon after: a key may come before the browser has drawn what it is
// typed into (a new table) or has said that a click moved the caret.
import { Extension } from "@tiptap/core";
import { Plugin, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const COMPOSING = 229; // the key code of an input method
const HERE = "has-caret"; // laid out at once (frontend/theme/_editor_long.scss)

export const OwnCaret = Extension.create({
  name: "ownCaret",
  priority: 3000, // before whatever answers a key
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: blockWithCaret,
        handleDOMEvents: {
          keydown(view, event) {
            // Keys work on the selection as ProseMirror last heard of it: after a click, or a key that only moves the
            // caret, the browser may not have told yet, and the wrong words would go.
            const isComposing = view.composing || event.isComposing || event.keyCode === COMPOSING;
            if (!isComposing) document.dispatchEvent(new Event("selectionchange"));
            return false;
          },
        },
      },
    }),
  ],
});

/** A block that is not laid out yet takes no letters: the browser writes them beside it, where they are dropped. */
function blockWithCaret({ doc, selection }: EditorState): DecorationSet {
  const { $head } = selection;
  if ($head.depth === 0) return DecorationSet.empty;
  return DecorationSet.create(doc, [Decoration.node($head.before(1), $head.after(1), { class: HERE })]);
}

// What is typed goes where the caret was put, however soon after: a key may come before the browser has drawn what it is
// typed into (a new table) or has said that a click moved the caret.
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const HERE = "has-caret"; // laid out at once (frontend/theme/_editor_long.scss)

export const OwnCaret = Extension.create({
  name: "ownCaret",
  priority: 3000, // before whatever answers a key
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: blockWithCaret,
        handleDOMEvents: {
          keydown(view) {
            // ProseMirror asks the page where the caret is only while it is in words: elsewhere (selected cells, an
            // image) it would type over what was selected before the click, whose event is still to come.
            if (!(view.state.selection instanceof TextSelection)) document.dispatchEvent(new Event("selectionchange"));
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

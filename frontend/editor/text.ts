// The editor itself: the shared text bound to the page, with what belongs to this page alone.
import { Editor, Extension } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { carets } from "./carets";
import { openLinkDialog } from "./link-dialog";
import { cleaned } from "./pasted";
import { FIELD, textExtensions } from "./schema";

const keys = Extension.create({
  name: "keys",
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        if (this.editor.isEditable) openLinkDialog(this.editor);
        return this.editor.isEditable;
      },
    };
  },
});

/** An editor of `doc` in `place`; it is read only until the text has arrived. */
export function makeEditor(place: HTMLElement, doc: Y.Doc, awareness: Awareness, label: string): Editor {
  return new Editor({
    element: place,
    editable: false,
    injectCSS: false,
    extensions: [...textExtensions(), keys, Collaboration.configure({ document: doc, field: FIELD }), carets(awareness)],
    editorProps: {
      attributes: { "aria-label": label, "aria-multiline": "true", role: "textbox" },
      transformPastedHTML: cleaned,
    },
  });
}

/** A press below the last block goes on in a paragraph there: a text that ends with a table can be continued. */
export function writeBelow(place: HTMLElement, editor: Editor): void {
  place.addEventListener("click", (event) => {
    const last = editor.view.dom.lastElementChild;
    if (!editor.isEditable || !last || event.clientY <= last.getBoundingClientRect().bottom) return;
    const end = editor.state.doc.content.size;
    if (editor.state.doc.lastChild?.type.name === "paragraph") editor.commands.focus("end");
    else editor.chain().insertContentAt(end, { type: "paragraph" }).focus("end").run();
  });
}

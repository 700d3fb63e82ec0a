// To a heading or a requirement: from a reference, the table of contents, or a link.
import { Extension, type Editor } from "@tiptap/core";
import { NodeSelection, Plugin, TextSelection } from "@tiptap/pm/state";

/** Puts the caret into the block with this id, in the middle of the window; whether there is one. */
export function goTo(editor: Editor, id: string): boolean {
  let place: number | undefined;
  editor.state.doc.descendants((node, at) => {
    if (place === undefined && id !== "" && node.attrs.id === id) place = at;
    return place === undefined && !node.isTextblock;
  });
  return place !== undefined && goToPlace(editor, place);
}

/** To the heading that is number `order` in the text. */
export function goToHeading(editor: Editor, order: number): boolean {
  let left = order;
  let place: number | undefined;
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === "heading" && left-- === 0) place = at;
    return place === undefined && !node.isTextblock;
  });
  return place !== undefined && goToPlace(editor, place);
}

function goToPlace(editor: Editor, place: number): boolean {
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(place + 1))));
  const shown = view.nodeDOM(place);
  if (shown instanceof HTMLElement) {
    shown.scrollIntoView({ block: "center" });
    // What lies between is laid out only now, and may be higher than was thought.
    requestAnimationFrame(() => shown.scrollIntoView({ block: "center" }));
  }
  if (editor.isEditable) view.focus();
  return true;
}

/** Ctrl and a press open a link; Enter on a selected reference goes to what it names. */
export const Going = Extension.create({
  name: "going",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleClick: (_view, _at, event) => {
            const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
            if (!link || !(event.ctrlKey || event.metaKey)) return false;
            window.open(link.href, "_blank", "noopener");
            return true;
          },
          handleKeyDown: (view, event) => {
            const { selection } = view.state;
            const isReference = selection instanceof NodeSelection && selection.node.type.name === "reference";
            return event.key === "Enter" && isReference && goTo(editor, String(selection.node.attrs.target ?? ""));
          },
        },
      }),
    ];
  },
});

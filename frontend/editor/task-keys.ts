// Ctrl+Shift+Enter ticks the to-do where the caret is.
import { Extension } from "@tiptap/core";

export const TaskKeys = Extension.create({
  name: "taskKeys",
  addKeyboardShortcuts: () => ({
    "Mod-Shift-Enter": ({ editor }) => {
      const { $from } = editor.state.selection;
      for (let depth = $from.depth; depth > 0; depth--) {
        const node = $from.node(depth);
        if (node.type.name !== "taskItem" || !editor.isEditable) continue;
        editor.view.dispatch(editor.state.tr.setNodeAttribute($from.before(depth), "checked", !node.attrs.checked));
        return true;
      }
      return false;
    },
  }),
});

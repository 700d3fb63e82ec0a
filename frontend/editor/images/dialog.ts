// What an image shows in words, and how wide it is.
import type { Editor } from "@tiptap/core";
import { element } from "../settings";

/** Asks for the words and the width of the image at `at`. */
export function openImageDialog(editor: Editor, at: number): void {
  const node = editor.state.doc.nodeAt(at);
  if (node?.type.name !== "image" || !editor.isEditable) return;
  const src = String(node.attrs.src);
  const dialog = element<HTMLDialogElement>("image-dialog");
  const words = element<HTMLTextAreaElement>("image-alt");
  const widths = [...dialog.querySelectorAll<HTMLInputElement>("[name=image-width]")];
  words.value = String(node.attrs.alt ?? "");
  for (const width of widths) width.checked = width.value === String(node.attrs.width ?? 100);
  element<HTMLImageElement>("image-preview").src = src;
  dialog.returnValue = "";
  dialog.onclose = () => {
    dialog.onclose = null;
    const place = whereIs(editor, src, at); // others may have written above it meanwhile
    if (place !== undefined && dialog.returnValue === "save") {
      const width = Number(widths.find(({ checked }) => checked)?.value ?? 100);
      const attrs = { src, alt: words.value.trim(), width: width === 100 ? null : width };
      editor.view.dispatch(editor.state.tr.setNodeMarkup(place, undefined, attrs));
    } else if (place !== undefined && dialog.returnValue === "remove") {
      editor.view.dispatch(editor.state.tr.delete(place, place + 1));
    }
    editor.view.focus();
  };
  dialog.showModal();
  words.focus();
}

function whereIs(editor: Editor, src: string, near: number): number | undefined {
  if (editor.state.doc.nodeAt(near)?.attrs.src === src) return near;
  let found: number | undefined;
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === "image" && node.attrs.src === src) found ??= at;
    return found === undefined && !node.isTextblock;
  });
  return found;
}

// The toolbar's way to an image: files chosen on the computer, brought to where the caret is.
import type { Editor } from "@tiptap/core";
import { element, type Settings } from "../settings";
import { bring } from "./arriving";
import { takePastedImages } from "./pasted";

export function chooseImages(): void {
  element<HTMLInputElement>("image-file").click();
}

export function bindImages(editor: Editor, settings: Settings): void {
  const input = element<HTMLInputElement>("image-file");
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) void bring(editor, settings, file, editor.state.selection.from);
    input.value = ""; // the same file may be chosen again
  });
  editor.on("paste", ({ event }) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const at = editor.state.selection.from;
    if (/<img/i.test(html)) window.setTimeout(() => takePastedImages(editor, settings, html, at)); // once it is pasted
  });
}

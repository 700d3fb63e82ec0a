// What a footnote says, and what a reference points at.
import type { Editor } from "@tiptap/core";
import { outline } from "./counting";
import { element, readSettings } from "./settings";

/** Asks for the words of a footnote: of the one at `at`, or of a new one where the caret is. */
export function openFootnoteDialog(editor: Editor, at?: number): void {
  const input = element<HTMLTextAreaElement>("footnote-text");
  input.value = at === undefined ? "" : String(editor.state.doc.nodeAt(at)?.attrs.text ?? "");
  ask("footnote-dialog", input, () => {
    const text = input.value.trim();
    if (at === undefined) {
      if (text) editor.chain().focus().insertContent({ type: "footnote", attrs: { text } }).run();
      return;
    }
    const node = editor.state.doc.nodeAt(at); // somebody may have deleted it meanwhile
    if (node?.type.name !== "footnote") return;
    const { tr } = editor.state;
    editor.view.dispatch(text ? tr.setNodeAttribute(at, "text", text) : tr.delete(at, at + 1));
    editor.view.focus();
  });
}

/** Asks which heading or requirement is meant. */
export function openReferenceDialog(editor: Editor): void {
  const choice = element<HTMLSelectElement>("reference-target");
  const waiting = readSettings().words.codeLater ?? "";
  const search = element<HTMLInputElement>("reference-search");
  const entries = outline(editor.state.doc, waiting).filter(({ id }) => id !== "");
  const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const offer = (): void => {
    const sought = plain(search.value).split(/\s+/);
    const lines = entries.map(({ id, label, title }) => ({ id, line: `${label} ${title}`.slice(0, 90) }));
    const found = lines.filter(({ line }) => sought.every((word) => plain(line).includes(word)));
    choice.replaceChildren(...found.map(({ id, line }) => new Option(line, id)));
    choice.selectedIndex = found.length > 0 ? 0 : -1;
  };
  search.value = "";
  search.oninput = offer;
  search.onkeydown = (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    choice.focus();
  };
  offer();
  element("reference-none").hidden = entries.length > 0;
  ask("reference-dialog", search, () => {
    if (choice.value === "") return;
    editor.chain().focus().insertContent({ type: "reference", attrs: { target: choice.value } }).run();
  });
}

function ask(id: string, first: HTMLElement, save: () => void): void {
  const dialog = element<HTMLDialogElement>(id);
  dialog.returnValue = "";
  dialog.onclose = () => {
    dialog.onclose = null;
    if (dialog.returnValue === "save") save();
  };
  dialog.showModal();
  first.focus();
}

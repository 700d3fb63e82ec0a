// Where a link leads. Only addresses that the schema allows are kept.
import type { Editor } from "@tiptap/core";
import { isAddress } from "./schema";
import { element } from "./settings";

/** `www.it77.fr` → `https://www.it77.fr`, `a@b.fr` → `mailto:a@b.fr`; undefined for what is no address. */
export function asAddress(typed: string): string | undefined {
  const address = completed(typed.trim());
  return address !== undefined && isAddress(address) ? address : undefined;
}

function completed(text: string): string | undefined {
  if (/^(https?:\/\/|mailto:|tel:|\/|#)\S+$/i.test(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  if (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(text)) return `https://${text}`;
  return undefined;
}

export function openLinkDialog(editor: Editor): void {
  const dialog = element<HTMLDialogElement>("link-dialog");
  const input = element<HTMLInputElement>("link-address");
  const error = element<HTMLParagraphElement>("link-error");
  input.value = String(editor.getAttributes("link").href ?? "");
  error.hidden = true;
  dialog.showModal();
  input.select();
  dialog.querySelector("form")!.onsubmit = (event) => {
    const choice = (event.submitter as HTMLButtonElement | null)?.value ?? "save";
    if (choice === "cancel") return;
    const href = asAddress(input.value);
    if (choice === "save" && !href) {
      event.preventDefault();
      error.hidden = false;
      input.focus();
      return;
    }
    dialog.onclose = () => {
      dialog.onclose = null;
      if (choice === "remove" || !href) editor.chain().focus().extendMarkRange("link").unsetLink().run();
      else setLink(editor, href, input.value.trim());
    };
  };
}

function setLink(editor: Editor, href: string, typed: string): void {
  if (editor.state.selection.empty && !editor.isActive("link")) {
    editor.chain().focus().insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
  } else {
    editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
  }
}

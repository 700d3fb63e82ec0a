// The list of keys: Ctrl+/ or its button. What the buttons say of their keys is read from them; the others are the page's.
import { Extension } from "@tiptap/core";
import { element } from "./settings";

export function openShortcuts(): void {
  const rows = element("shortcuts-buttons");
  const tools = [...document.querySelectorAll<HTMLButtonElement>("#toolbar .tool[data-keys]")];
  rows.replaceChildren(
    ...tools.map((tool) => {
      const row = document.createElement("tr");
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = tool.dataset.label ?? "";
      const keys = document.createElement("td");
      const key = document.createElement("kbd");
      key.textContent = tool.dataset.keys ?? "";
      keys.append(key);
      row.append(name, keys);
      return row;
    }),
  );
  element<HTMLDialogElement>("shortcuts-dialog").showModal();
}

export const ShortcutKeys = Extension.create({
  name: "shortcutKeys",
  addKeyboardShortcuts() {
    const open = (): boolean => {
      openShortcuts();
      return true;
    };
    // Alt+F10 goes to the toolbar, as in other editors; Escape comes back.
    const toTools = (): boolean => {
      document.querySelector<HTMLElement>('#toolbar .tool[tabindex="0"]')?.focus();
      return true;
    };
    return { "Mod-/": open, "Mod-:": open, "Alt-F10": toTools };
  },
});

// The toolbar: one stop of the Tab key, arrows inside (ARIA's toolbar pattern), pressed state said and shown.
import type { Editor } from "@tiptap/core";
import { COMMANDS, headingLevel, setStyle } from "./commands";
import { openLinkDialog } from "./link-dialog";
import { element } from "./settings";
import { isAvailable } from "./suggesting/mode";

export function bindToolbar(editor: Editor): void {
  const toolbar = element<HTMLDivElement>("toolbar");
  const style = element<HTMLSelectElement>("style");
  const tableTools = element<HTMLDivElement>("table-tools");
  const tools = [...toolbar.querySelectorAll<HTMLButtonElement | HTMLSelectElement>(".tool")];
  const buttons = tools.filter((tool): tool is HTMLButtonElement => tool instanceof HTMLButtonElement);
  let stop: HTMLElement | undefined = tools[0];

  for (const button of buttons) {
    const name = button.dataset.command ?? "";
    // The caret stays where it is: a press of the mouse must not take the focus from the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => (name === "link" ? openLinkDialog(editor) : COMMANDS[name]?.run(editor)));
  }
  style.addEventListener("change", () => setStyle(editor, Number(style.value)));

  const reachable = () => tools.filter((tool) => !tool.disabled && !tool.closest("[hidden]"));
  function makeStop(tool: HTMLElement | undefined): void {
    stop = tool;
    for (const each of tools) each.tabIndex = each === tool ? 0 : -1;
  }
  toolbar.addEventListener("focusin", (event) => makeStop(event.target as HTMLElement));
  toolbar.addEventListener("keydown", (event) => {
    const present = reachable();
    const at = present.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: present.length - 1 }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    if (next === undefined || at < 0) return;
    event.preventDefault();
    present[(next + present.length) % present.length]?.focus();
  });

  function show(): void {
    for (const tool of tools) tool.disabled = !editor.isEditable || !isAvailable(editor, tool.dataset.command ?? tool.id);
    for (const button of buttons) {
      const name = button.dataset.command ?? "";
      const isActive = name === "link" ? () => editor.isActive("link") : COMMANDS[name]?.isActive;
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)));
    }
    style.value = String(headingLevel(editor));
    tableTools.hidden = !editor.isActive("table");
    if (!stop || stop.matches(":disabled") || stop.closest("[hidden]")) makeStop(reachable()[0]);
  }
  editor.on("transaction", show);
  editor.on("update", show);
  makeStop(stop);
  show();
  toolbar.hidden = false;
}

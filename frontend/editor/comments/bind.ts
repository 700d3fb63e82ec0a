// Comments and suggestions on the page of a text: one call for the page, one for its editor.
import type { Editor, Extensions } from "@tiptap/core";
import type { Connection } from "../connection";
import { element, type Settings } from "../settings";
import { suggesting, type Mode } from "../suggesting/mode";
import { anchors } from "./anchors";
import { Panel } from "./panel";

let panel: Panel | undefined;
let mode: Mode | undefined;

/** What the editor needs for them. */
export function talkExtensions(settings: Settings): Extensions {
  mode = {
    isOn: settings.mode === "comment",
    author: { key: settings.author, name: settings.name },
    refuse: (word) => refuse(settings.words[word] ?? ""),
  };
  return [suggesting(mode), anchors((thread) => panel?.activate(thread))];
}

/** Shows the panel and the choice of the mode, once the text is there; `mayWrite`: now, whatever the page promised. */
export function bindTalk(editor: Editor, settings: Settings, connection: Connection, mayWrite: () => boolean): void {
  bindMode(editor);
  if (!document.getElementById("talk")) return;
  panel = new Panel(editor, settings, mayWrite);
  connection.onTalk = (number) => panel?.hear(number);
}

/** A comment on the selection: the toolbar's button and the keys. */
export function beginComment(): void {
  panel?.begin();
}

/** Who suggests is told so beside the state of the text. */
function tellMode(): void {
  const note = document.getElementById("suggesting-note");
  if (note) note.hidden = !mode?.isOn;
}

function bindMode(editor: Editor): void {
  tellMode();
  const choice = document.getElementById("mode");
  if (!(choice instanceof HTMLSelectElement) || !mode) return;
  choice.value = mode.isOn ? "suggest" : "edit";
  choice.addEventListener("change", () => {
    mode!.isOn = choice.value === "suggest";
    tellMode();
    element("editor").classList.toggle("is-suggesting", mode!.isOn);
    editor.view.dispatch(editor.state.tr.setMeta("addToHistory", false)); // the tools follow
    editor.commands.focus();
  });
}

let silence = 0;

/** Says for a few seconds why something was not taken. */
function refuse(words: string): void {
  const line = element("refusal");
  line.textContent = words;
  line.hidden = false;
  window.clearTimeout(silence);
  silence = window.setTimeout(() => (line.hidden = true), 8_000);
}

// How much of its room the text takes: said before it is full, with what one can do.
import type { Editor } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { element, type Settings } from "./settings";

const SAID_FROM = 0.8;

export function tellFullness(editor: Editor, settings: Settings): void {
  const { doc } = ySyncPluginKey.getState(editor.state) as { doc: Y.Doc };
  let bytes = settings.size.now;
  const show = (): void => {
    const share = bytes / settings.size.most;
    if (share < SAID_FROM) return;
    const percent = String(Math.min(100, Math.round(share * 100)));
    const sentence = (settings.words.nearlyFull ?? "").replace("%(percent)s", percent);
    const line = element("fullness");
    if (line.textContent !== sentence) line.textContent = sentence;
    line.hidden = false;
  };
  doc.on("update", (update: Uint8Array) => {
    bytes += update.length; // what comes from others counts as much as what is typed here
    show();
  });
  show();
}

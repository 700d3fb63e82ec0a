// What one can do with the text beyond its styles: each tool in a module of its own, wired here.
import type { Editor, Extensions } from "@tiptap/core";
import { bindFinding, FindKeys } from "./finding/bar";
import { Find } from "./finding/plugin";
import type { Settings } from "./settings";

/** What the tools add to the editor itself. */
export function toolExtensions(): Extensions {
  return [Find, FindKeys];
}

/** Binds what stands around the text in the page of somebody who may write. */
export function bindTools(editor: Editor, settings: Settings): void {
  bindFinding(editor, settings);
}

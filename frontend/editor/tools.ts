// What one can do with the text beyond its styles: each tool in a module of its own, wired here.
import type { Editor, Extensions } from "@tiptap/core";
import { bindFinding, FindKeys } from "./finding/bar";
import { Find } from "./finding/plugin";
import { Going } from "./going";
import { arrivingImages } from "./images/arriving";
import { bindImages } from "./images/choosing";
import "./light-binding";
import { mentions } from "./mentions/plugin";
import type { Settings } from "./settings";
import { ShortcutKeys } from "./shortcuts";
import { ColumnWidths } from "./tables/columns";
import { TaskKeys } from "./task-keys";
import { FrenchSigns } from "./typography";

/** What the tools add to the editor itself. */
export function toolExtensions(settings: Settings): Extensions {
  if (!settings.mayWrite) return [Going];
  const tools = [Find, FindKeys, arrivingImages(settings), mentions(settings), ColumnWidths, ShortcutKeys, TaskKeys];
  return [Going, ...tools, FrenchSigns];
}

/** Binds what stands around the text in the page of somebody who may write. */
export function bindTools(editor: Editor, settings: Settings): void {
  bindFinding(editor, settings);
  bindImages(editor, settings);
}

// What each button does, and when it is pressed: names are those of portal/coediting/toolbar.py.
import type { Editor } from "@tiptap/core";
import { showAuthors } from "./authorship";
import { beginComment } from "./comments/bind";
import { openFinding } from "./finding/bar";
import { chooseImages } from "./images/choosing";
import { beginMention } from "./mentions/plugin";
import { openFootnoteDialog, openReferenceDialog } from "./piece-dialogs";
import { insertRequirement } from "./requirement-keys";
import { readSettings } from "./settings";
import { openShortcuts } from "./shortcuts";
import { resizeColumns } from "./tables/columns";

interface Command {
  run: (editor: Editor) => void;
  isActive?: (editor: Editor) => boolean;
}

const chain = (editor: Editor) => editor.chain().focus();

function toggle(name: string, run: (editor: Editor) => void): Command {
  return { run, isActive: (editor) => editor.isActive(name) };
}

export const COMMANDS: Record<string, Command> = {
  undo: { run: (editor) => chain(editor).undo().run() },
  redo: { run: (editor) => chain(editor).redo().run() },
  bold: toggle("bold", (editor) => chain(editor).toggleBold().run()),
  italic: toggle("italic", (editor) => chain(editor).toggleItalic().run()),
  underline: toggle("underline", (editor) => chain(editor).toggleUnderline().run()),
  strike: toggle("strike", (editor) => chain(editor).toggleStrike().run()),
  bulletList: toggle("bulletList", (editor) => chain(editor).toggleBulletList().run()),
  orderedList: toggle("orderedList", (editor) => chain(editor).toggleOrderedList().run()),
  taskList: toggle("taskList", (editor) => chain(editor).toggleTaskList().run()),
  requirement: toggle("requirement", (editor) => void insertRequirement(editor)),
  blockquote: toggle("blockquote", (editor) => chain(editor).toggleBlockquote().run()),
  comment: { run: () => beginComment() },
  footnote: { run: (editor) => openFootnoteDialog(editor) },
  reference: { run: (editor) => openReferenceDialog(editor) },
  tableOfContents: { run: (editor) => chain(editor).insertContentAt(0, { type: "tableOfContents" }).run() },
  find: { run: (editor) => void openFinding(editor, false) },
  image: { run: () => chooseImages() },
  mention: { run: (editor) => beginMention(editor) },
  insertTable: { run: (editor) => chain(editor).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  addRowBefore: { run: (editor) => chain(editor).addRowBefore().run() },
  addRowAfter: { run: (editor) => chain(editor).addRowAfter().run() },
  deleteRow: { run: (editor) => chain(editor).deleteRow().run() },
  addColumnBefore: { run: (editor) => chain(editor).addColumnBefore().run() },
  addColumnAfter: { run: (editor) => chain(editor).addColumnAfter().run() },
  deleteColumn: { run: (editor) => chain(editor).deleteColumn().run() },
  mergeCells: { run: (editor) => chain(editor).mergeCells().run() },
  splitCell: { run: (editor) => chain(editor).splitCell().run() },
  toggleHeaderColumn: { run: (editor) => chain(editor).toggleHeaderColumn().run() },
  toggleHeaderRow: { run: (editor) => chain(editor).toggleHeaderRow().run() },
  widenColumn: { run: (editor) => void resizeColumns(editor, 1) },
  narrowColumn: { run: (editor) => void resizeColumns(editor, -1) },
  authors: { run: (editor) => void showAuthors(editor, readSettings()) },
  shortcuts: { run: () => openShortcuts() },
  deleteTable: { run: (editor) => chain(editor).deleteTable().run() },
};

/** The level of the heading the caret is in, or 0. */
export function headingLevel(editor: Editor): number {
  return editor.isActive("heading") ? Number(editor.getAttributes("heading").level) : 0;
}

export function setStyle(editor: Editor, level: number): void {
  if (level === 1 || level === 2 || level === 3) chain(editor).setHeading({ level }).run();
  else chain(editor).setParagraph().run();
}

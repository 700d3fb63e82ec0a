// Widths of columns: by the mouse on a border, or by buttons. They are kept as pixels in `colwidth`, shown by the script
// (the policy forbids style attributes) and turned into shares of the line for readers and on paper.
import { Extension, type Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { columnResizing, selectedRect, TableView } from "@tiptap/pm/tables";
import type { NodeView } from "@tiptap/pm/view";

const NARROWEST = 40; // pixels
const HANDLE = 6;
const STEP = 24;

export const ColumnWidths = Extension.create({
  name: "columnWidths",
  addProseMirrorPlugins: () => [columnResizing({ handleWidth: HANDLE, cellMinWidth: NARROWEST, View: null })],
});

/** A table in a frame of its own: one that is too wide scrolls there, never the page. */
export function tableView(): (props: { node: ConstructorParameters<typeof TableView>[0] }) => NodeView {
  return ({ node }) => new TableView(node, NARROWEST);
}

/** Makes the columns where the caret or the selection is wider, or narrower. */
export function resizeColumns(editor: Editor, direction: 1 | -1): boolean {
  if (!editor.isEditable || !editor.isActive("table")) return false;
  const rect = selectedRect(editor.state);
  const { tr } = editor.state;
  for (let column = rect.left; column < rect.right; column++) {
    const now = shownWidth(editor, rect.tableStart, rect.map.map[column]!);
    setWidth(tr, rect, column, Math.max(NARROWEST, now + direction * STEP));
  }
  editor.view.dispatch(tr);
  editor.view.focus();
  return true;
}

function shownWidth(editor: Editor, start: number, cell: number): number {
  const shown = editor.view.nodeDOM(start + cell);
  const span = Number(editor.state.doc.nodeAt(start + cell)?.attrs.colspan ?? 1);
  return shown instanceof HTMLElement ? Math.round(shown.offsetWidth / span) : 4 * STEP;
}

function setWidth(tr: Transaction, { map, tableStart }: ReturnType<typeof selectedRect>, column: number, width: number): void {
  const done = new Set<number>();
  for (let row = 0; row < map.height; row++) {
    const cell = map.map[row * map.width + column]!;
    if (done.has(cell)) continue;
    done.add(cell);
    const node = tr.doc.nodeAt(tableStart + cell);
    if (!node) continue;
    const span = Number(node.attrs.colspan ?? 1);
    const widths = [...((node.attrs.colwidth as number[] | null) ?? Array<number>(span).fill(0))];
    widths[column - map.colCount(cell)] = width;
    tr.setNodeAttribute(tableStart + cell, "colwidth", widths);
  }
}

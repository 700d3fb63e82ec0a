// Making a requirement, and how Enter, Tab and Backspace go through its parts.
import { Extension, type Editor } from "@tiptap/core";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { Selection, TextSelection } from "@tiptap/pm/state";
import { PARTS } from "./nodes/requirement";
import { isSuggesting } from "./suggesting/mode";

const PART_DEPTH = 2; // doc, requirement, part

export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(2)).reduce((text, number) => text + number.toString(36), "");
}

const touched = new WeakSet<Editor>(); // where somebody has put the caret: until then it stands above everything

/** Puts an empty requirement below the block where the caret is (in place of an empty paragraph), the caret in it; at the
 * end of a text that nobody has touched yet. */
export function insertRequirement(editor: Editor): boolean {
  const { state } = editor;
  const { requirement, paragraph } = state.schema.nodes;
  const { $from } = touched.has(editor) ? state.selection : Selection.atEnd(state.doc);
  if (!editor.isEditable || !requirement || !paragraph) return false;
  const parts = PARTS.map((name) => state.schema.nodes[name]!.create(null, paragraph.create()));
  const made = requirement.create({ id: newId() }, parts);
  const isEmpty = $from.depth === 1 && $from.parent.type === paragraph && $from.parent.content.size === 0;
  const to = $from.depth > 0 ? $from.after(1) : $from.pos;
  const from = isEmpty ? $from.before(1) : to;
  const { tr } = state;
  tr.replaceWith(from, to, made);
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
  // Once it is laid out: it is far from the caret that was shown before where nobody had touched the text.
  requestAnimationFrame(() => {
    const shown = editor.view.nodeDOM(from);
    if (shown instanceof HTMLElement) shown.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  return true;
}

export const RequirementKeys = Extension.create({
  name: "requirementKeys",
  priority: 200,
  onFocus() {
    touched.add(this.editor);
  },
  onSelectionUpdate() {
    touched.add(this.editor);
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Shift-e": () => this.editor.view.dom.dataset.requirements === "yes" && insertRequirement(this.editor),
      Enter: () => onward(this.editor),
      "Mod-Enter": () => below(this.editor),
      Backspace: () => backward(this.editor),
      Tab: () => toNext(this.editor),
      "Shift-Tab": () => toPrevious(this.editor),
    };
  },
});

function inRequirement($at: ResolvedPos): Node | undefined {
  return $at.depth > PART_DEPTH && $at.node(1).type.name === "requirement" ? $at.node(1) : undefined;
}

/** Enter in an empty last paragraph of a part goes on to the next part, and out of the last one. */
function onward(editor: Editor): boolean {
  const { selection, tr } = editor.state;
  const { $from } = selection;
  if (!selection.empty || !inRequirement($from) || $from.depth !== PART_DEPTH + 1) return false;
  const part = $from.node(PART_DEPTH);
  if ($from.parent.content.size > 0 || $from.index(PART_DEPTH) !== part.childCount - 1) return false;
  if (part.childCount > 1) tr.delete($from.before(), $from.after());
  if ($from.index(1) < PARTS.length - 1) {
    const next = tr.mapping.map($from.after(PART_DEPTH));
    tr.setSelection(TextSelection.near(tr.doc.resolve(next + 1)));
    editor.view.dispatch(tr.scrollIntoView());
    return true;
  }
  editor.view.dispatch(tr);
  return below(editor);
}

/** Goes on in a paragraph below the requirement. */
function below(editor: Editor): boolean {
  const { state } = editor;
  const { $from } = state.selection;
  if (!inRequirement($from)) return false;
  const at = $from.after(1);
  const tr = state.tr.insert(at, state.schema.nodes.paragraph!.create());
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
}

/** Tab goes to the next part, after the last one out of the requirement; in a list it goes deeper first. */
function toNext(editor: Editor): boolean {
  const { tr, doc, selection } = editor.state;
  const { $from } = selection;
  if (!inRequirement($from)) return false;
  if (isInList($from) && editor.commands.sinkListItem("listItem")) return true;
  const isLast = $from.index(1) === PARTS.length - 1;
  const after = $from.after(isLast ? 1 : PART_DEPTH);
  if (isLast && after === doc.content.size) return isSuggesting(editor) || below(editor);
  tr.setSelection(TextSelection.near(tr.doc.resolve(isLast ? after : after + 1)));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/** Shift+Tab goes to the part before, and from the first one to the level, whose list no other key leads to. */
function toPrevious(editor: Editor): boolean {
  const { tr, selection } = editor.state;
  const { $from } = selection;
  if (!inRequirement($from)) return false;
  if (isInList($from) && $from.depth > PART_DEPTH + 3 && editor.commands.liftListItem("listItem")) return true;
  if ($from.index(1) > 0) {
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.before(PART_DEPTH) - 1), -1));
    editor.view.dispatch(tr.scrollIntoView());
    return true;
  }
  const block = editor.view.nodeDOM($from.before(1));
  if (block instanceof HTMLElement) block.querySelector<HTMLElement>("select.requirement-level")?.focus();
  return true;
}

function isInList($at: ResolvedPos): boolean {
  return $at.depth > PART_DEPTH + 1;
}

/** Backspace at the beginning of a part goes to the one before; in a requirement without a word it removes it. */
function backward(editor: Editor): boolean {
  const { selection, tr, schema } = editor.state;
  const { $from } = selection;
  const requirement = inRequirement($from);
  if (!selection.empty || !requirement || $from.parentOffset > 0) return false;
  if ($from.depth !== PART_DEPTH + 1 || $from.index(PART_DEPTH) > 0) return false;
  const from = $from.before(1);
  if (isBlank(requirement)) {
    tr.replaceWith(from, $from.after(1), schema.nodes.paragraph!.create());
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
  } else if ($from.index(1) > 0) {
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.before(PART_DEPTH) - 1), -1));
  }
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

function isBlank(requirement: Node): boolean {
  let blank = true;
  requirement.descendants((node) => {
    if (node.isLeaf) blank = false;
    return blank;
  });
  return blank;
}

// The editor itself: the shared text bound to the page, with what belongs to this page alone.
import { Editor, Extension, type Extensions } from "@tiptap/core";
import { TaskItem } from "@tiptap/extension-list";
import { Table } from "@tiptap/extension-table";
import Collaboration from "@tiptap/extension-collaboration";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { carets } from "./carets";
import { beginComment, talkExtensions } from "./comments/bind";
import { Ids } from "./ids";
import { openLinkDialog } from "./link-dialog";
import { cleaned } from "./pasting/cleaned";
import { imageView } from "./images/view";
import { Image, TableOfContents } from "./nodes/blocks";
import { Footnote, Reference } from "./nodes/inline";
import { Requirement, RequirementCheck, RequirementRationale, RequirementStatement } from "./nodes/requirement";
import { OwnCaret } from "./own-caret";
import { contentsView, footnoteView, referenceView } from "./piece-views";
import { RequirementKeys } from "./requirement-keys";
import { partView, requirementView } from "./requirement-view";
import { FIELD, textExtensions } from "./schema";
import type { Settings } from "./settings";
import { isSuggesting } from "./suggesting/mode";
import { tableView } from "./tables/columns";
import { toolExtensions } from "./tools";

const ROOM = { top: 140, bottom: 30, left: 0, right: 0 }; // px that the tools above cover, and a little below

const keys = Extension.create({
  name: "keys",
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        if (this.editor.isEditable) openLinkDialog(this.editor);
        return this.editor.isEditable;
      },
      "Mod-Alt-m": () => {
        beginComment();
        return true;
      },
    };
  },
});

/** The schema's nodes, those with tools of their own as they look in the page. */
function withViews(settings: Settings): Extensions {
  const part = { addNodeView: () => partView(settings) };
  const views: Extensions = [
    Requirement.extend({ addNodeView: () => requirementView(settings) }),
    RequirementStatement.extend(part),
    RequirementCheck.extend(part),
    RequirementRationale.extend(part),
    Footnote.extend({ addNodeView: () => footnoteView(settings) }),
    Reference.extend({ addNodeView: () => referenceView(settings) }),
    Table.extend({ addNodeView: () => tableView() }),
    Image.extend({ addNodeView: () => imageView(settings) }),
    TableOfContents.extend({ addNodeView: () => contentsView(settings) }),
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (item) => (settings.words.task ?? "").replace("%(text)s", item.textContent) },
    }),
  ];
  return textExtensions().map((one) => views.find((view) => view.name === one.name) ?? one);
}

/** An editor of `doc` in `place`; it is read only until the text has arrived. */
export function makeEditor(place: HTMLElement, doc: Y.Doc, awareness: Awareness, settings: Settings): Editor {
  return new Editor({
    element: place,
    editable: false,
    injectCSS: false,
    extensions: [
      ...withViews(settings),
      keys,
      OwnCaret,
      Ids,
      RequirementKeys,
      ...toolExtensions(settings),
      Collaboration.configure({ document: doc, field: FIELD }),
      carets(awareness),
      ...talkExtensions(settings),
    ],
    editorProps: {
      scrollMargin: ROOM,
      scrollThreshold: ROOM,
      attributes: {
        "aria-label": document.title,
        "aria-multiline": "true",
        role: "textbox",
        "data-requirements": settings.requirements ? "yes" : "no",
      },
      transformPastedHTML: cleaned,
    },
  });
}

/** A press below the last block goes on in a paragraph there: a text that ends with a table can be continued. */
export function writeBelow(place: HTMLElement, editor: Editor): void {
  place.addEventListener("click", (event) => {
    const text = editor.view.dom;
    const last = text.lastElementChild;
    // A press on a block is not below it, also where it led elsewhere (a reference) and the block has gone up.
    const isOnBlock = event.target !== text && text.contains(event.target as Node);
    if (!editor.isEditable || isSuggesting(editor) || !last || isOnBlock) return;
    if (event.clientY <= last.getBoundingClientRect().bottom) return;
    const end = editor.state.doc.content.size;
    if (editor.state.doc.lastChild?.type.name === "paragraph") editor.commands.focus("end");
    else editor.chain().insertContentAt(end, { type: "paragraph" }).focus("end").run();
  });
}

// How footnotes, references and the table of contents look while one writes: what they show is counted, never stored.
import type { Editor, NodeViewRendererProps } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { outline } from "./counting";
import { goTo, goToHeading } from "./going";
import { openFootnoteDialog } from "./piece-dialogs";
import type { Settings } from "./settings";

type View = (props: NodeViewRendererProps) => NodeView;
const MOMENT = 200; // ms: a long text is not counted again at each key

export function footnoteView(settings: Settings): View {
  return ({ node, editor, getPos }) => {
    const dom = document.createElement("sup");
    dom.className = "footnote";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "footnote-open";
    dom.append(button);
    const show = (shown: Node): void => {
      button.title = String(shown.attrs.text);
      button.setAttribute("aria-label", `${settings.words.footnote}: ${String(shown.attrs.text)}`);
    };
    button.addEventListener("click", () => {
      const at = getPos();
      if (at !== undefined && editor.isEditable) openFootnoteDialog(editor, at);
    });
    show(node);
    return { dom, update: sameKind(node, show), ignoreMutation: () => true };
  };
}

export function referenceView(settings: Settings): View {
  return ({ node, editor }) => {
    const dom = document.createElement("span");
    dom.className = "reference";
    let target = String(node.attrs.target ?? "");
    dom.title = settings.words.goThere ?? "";
    dom.addEventListener("click", () => goTo(editor, target));
    const show = (): void => {
      const entry = outline(editor.state.doc, settings.words.codeLater ?? "").find(({ id }) => id === target);
      const label = entry?.label ?? settings.words.lostReference ?? "";
      if (dom.textContent !== label) dom.textContent = label;
    };
    const update = sameKind(node, (changed) => {
      target = String(changed.attrs.target ?? "");
      show();
    });
    return { dom, update, ignoreMutation: () => true, destroy: whenCalm(editor, show) };
  };
}

export function contentsView(settings: Settings): View {
  return ({ editor }) => {
    const dom = document.createElement("nav");
    dom.className = "contents";
    dom.contentEditable = "false";
    dom.setAttribute("aria-label", settings.words.contents ?? "");
    const title = document.createElement("p");
    title.className = "contents-title";
    title.textContent = settings.words.contents ?? "";
    const list = document.createElement("ul");
    dom.append(title, list);
    let before = "";
    const show = (): void => {
      const headings = outline(editor.state.doc, "").filter(({ level }) => level > 0);
      const written = JSON.stringify(headings);
      if (written === before) return; // hundreds of lines are laid out again only for another heading
      before = written;
      list.replaceChildren(
        ...headings.map(({ label, title, level }, order) => {
          const line = document.createElement("li");
          line.className = `contents-${level}`;
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = `${label} ${title}`;
          button.addEventListener("click", () => goToHeading(editor, order));
          line.append(button);
          return line;
        }),
      );
    };
    const stopEvent = (event: Event): boolean => (event.target as Element).closest("button") !== null;
    return { dom, stopEvent, ignoreMutation: () => true, destroy: whenCalm(editor, show) };
  };
}

function sameKind(node: Node, show: (node: Node) => void): (changed: Node) => boolean {
  return (changed) => {
    if (changed.type !== node.type) return false;
    show(changed);
    return true;
  };
}

/** Shows now, and again a moment after the text changed; returns what ends it. */
function whenCalm(editor: Editor, show: () => void): () => void {
  let timer = window.setTimeout(show, 0);
  const later = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
    if (!transaction.docChanged) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(show, MOMENT);
  };
  editor.on("transaction", later);
  return () => {
    window.clearTimeout(timer);
    editor.off("transaction", later);
  };
}

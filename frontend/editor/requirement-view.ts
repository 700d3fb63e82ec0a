// How a requirement looks while one writes: its code, its level to choose, three labelled parts.
import type { Editor, NodeViewRendererProps } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { NodeView } from "@tiptap/pm/view";
import { LEVELS } from "./nodes/requirement";
import type { Settings } from "./settings";

const HINTS: Record<string, string> = {
  requirementStatement: "hintStatement",
  requirementCheck: "hintCheck",
  requirementRationale: "hintRationale",
};

type View = (props: NodeViewRendererProps) => NodeView;

export function requirementView(settings: Settings): View {
  return ({ node, editor, getPos }) => {
    const head = make("div", "requirement-head");
    head.contentEditable = "false";
    const code = make("span", "requirement-code");
    const level = settings.mode === "write" ? levelChoice(settings) : make("span", "requirement-level");
    head.append(code, level);
    if (settings.mode === "write") head.append(removal(settings, editor, getPos));
    head.addEventListener("keydown", (event) => keysOfHead(event, head, () => intoStatement(editor, getPos)));
    const body = make("div", "requirement-body");
    const block = make("section", "requirement");
    block.append(head, body);

    function show(shown: Node): void {
      const given = shown.attrs.code as string | null;
      code.textContent = given ?? settings.words.codeLater ?? "";
      code.classList.toggle("is-waiting", given === null);
      block.setAttribute("aria-label", `${settings.words.requirement} ${given ?? ""}`.trim());
      const name = String(shown.attrs.level);
      if (level instanceof HTMLSelectElement) level.value = name;
      else level.textContent = settings.words[name] ?? "";
      level.dataset.level = name;
    }

    level.addEventListener("change", () => {
      const at = getPos();
      if (editor.isEditable && at !== undefined && level instanceof HTMLSelectElement) {
        editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "level", level.value));
      }
    });
    show(node);
    return {
      dom: block,
      contentDOM: body,
      update(changed) {
        if (changed.type !== node.type) return false;
        show(changed);
        return true;
      },
      stopEvent: (event) => head.contains(event.target as HTMLElement) && event.target !== head && event.target !== code,
      ignoreMutation: (mutation) => mutation.type !== "selection" && (head.contains(mutation.target) || mutation.target === block),
    };
  };
}

/** The tools of the head are reached from the statement alone: one who writes and presses Tab must not land in a list that
 * takes letters. Tab goes from tool to tool and back into the text. */
function keysOfHead(event: KeyboardEvent, head: HTMLElement, leave: () => void): void {
  const isLetter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isLetter && event.target instanceof HTMLSelectElement) event.preventDefault();
  if (event.key !== "Tab" && event.key !== "Escape") return;
  event.preventDefault();
  const tools = [...head.querySelectorAll<HTMLElement>("select, button")];
  const next = tools.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1);
  const tool = event.key === "Tab" ? tools[next] : undefined;
  if (tool) tool.focus();
  else leave();
}

/** The caret at the beginning of the statement. */
function intoStatement(editor: Editor, getPos: () => number | undefined): void {
  const at = getPos();
  if (at === undefined) return;
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))));
  editor.view.focus();
}

/** A part under its label, which is no text of the document. */
export function partView(settings: Settings): View {
  return ({ node }) => {
    const words = settings.words[node.type.name] ?? "";
    const label = make("div", "requirement-label");
    label.contentEditable = "false";
    label.textContent = words;
    const body = make("div", "requirement-part-body");
    body.style.setProperty("--hint", JSON.stringify(settings.words[HINTS[node.type.name] ?? ""] ?? ""));
    const part = make("div", "requirement-part");
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", words);
    part.append(label, body);
    return {
      dom: part,
      contentDOM: body,
      ignoreMutation: (mutation) => mutation.type !== "selection" && label.contains(mutation.target),
    };
  };
}

function levelChoice(settings: Settings): HTMLSelectElement {
  const choice = document.createElement("select");
  choice.className = "form-select form-select-sm requirement-level";
  choice.setAttribute("aria-label", settings.words.level ?? "");
  choice.tabIndex = -1;
  for (const level of LEVELS) choice.add(new Option(settings.words[level] ?? level, level));
  return choice;
}

function removal(settings: Settings, editor: Editor, getPos: () => number | undefined): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.className = "btn btn-sm btn-link requirement-remove";
  button.textContent = settings.words.removeRequirement ?? "";
  button.addEventListener("click", () => {
    const at = getPos();
    const found = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (!editor.isEditable || at === undefined || !found) return;
    editor.chain().focus().deleteRange({ from: at, to: at + found.nodeSize }).run();
  });
  return button;
}

function make(tag: string, name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

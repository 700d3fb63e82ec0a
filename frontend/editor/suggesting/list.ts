// The suggestions in the panel: what, by whom, when; accepted or refused one by one.
import type { Editor } from "@tiptap/core";
import { moment } from "../../hours";
import type { Settings } from "../settings";
import { BREAK, JOIN, PILCROW } from "./breaks";
import { settle, type Piece, type Suggestion } from "./settle";

const LONGEST = 120;
const FORMATS: Record<string, string> = {
  bold: "format_bold",
  italic: "format_italic",
  underline: "format_underline",
  strike: "format_strike",
  link: "format_link",
};

export interface Choices {
  mayWrite: () => boolean;
  maySettle: boolean;
  own: string;
  show: (from: number, to: number) => void;
}

export function suggestionLine(editor: Editor, one: Suggestion, settings: Settings, choices: Choices): HTMLLIElement {
  const { words } = settings;
  const line = document.createElement("li");
  line.className = "suggestion-line";
  line.dataset.key = one.key;
  const what = document.createElement("button");
  what.type = "button";
  what.className = "talk-quote";
  what.append(...described(one, words));
  what.addEventListener("click", () => choices.show(one.pieces[0]!.from, one.pieces.at(-1)!.to));
  const who = document.createElement("p");
  who.className = "comment-head";
  const name = document.createElement("strong");
  name.textContent = one.name;
  who.append(name, " ", stamp(one.date));
  line.append(what, who);
  if (choices.mayWrite()) line.append(acts(editor, one, words, choices));
  return line;
}

function described(one: Suggestion, words: Record<string, string>): Node[] {
  const found: HTMLElement[] = [];
  for (const { tag, label, text } of one.pieces.flatMap((piece) => told(piece, words))) {
    const last = found.at(-1);
    if (last?.dataset.label === label) {
      last.lastChild!.textContent = shorten((last.lastChild!.textContent ?? "") + text);
      continue;
    }
    const piece = document.createElement(tag);
    piece.className = "suggestion-piece";
    piece.dataset.label = label;
    const said = document.createElement("span");
    said.className = "suggestion-kind";
    said.textContent = `${label} `;
    piece.append(said, shorten(text));
    found.push(piece);
  }
  return found;
}

/** A piece in words; the paragraphs that it joins are told apart from what it adds. */
function told({ mark, text }: Piece, words: Record<string, string>): { tag: string; label: string; text: string }[] {
  const kind = mark.type.name;
  if (kind === "modification") return [{ tag: "span", label: formatLabel(mark.attrs, words), text }];
  if (kind === "deletion") return [{ tag: "del", label: words.deletion ?? "", text }];
  return text.split(/(\u2060)/).flatMap((part) => {
    if (part === "") return [];
    if (part === JOIN) return [{ tag: "del", label: words.joined ?? "", text: PILCROW }];
    const isParagraph = part.startsWith(BREAK);
    const label = words[isParagraph ? "newParagraph" : "insertion"] ?? "";
    return [{ tag: "ins", label, text: (isParagraph ? part.slice(1) : part).replaceAll(BREAK, ` ${PILCROW} `) }];
  });
}

function formatLabel(attrs: Record<string, unknown>, words: Record<string, string>): string {
  if (attrs.newValue && attrs.attrName === "link") return words.linked ?? "";
  const name = words[FORMATS[String(attrs.attrName)] ?? ""] ?? "";
  return (words[attrs.newValue ? "formatted" : "unformatted"] ?? "").replace("%(format)s", name);
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function stamp(date: string): HTMLTimeElement {
  const made = document.createElement("time");
  made.className = "text-body-secondary";
  const when = new Date(date);
  if (!Number.isNaN(when.getTime())) {
    made.dateTime = date;
    made.textContent = moment(when, "short");
  }
  return made;
}

function acts(editor: Editor, one: Suggestion, words: Record<string, string>, choices: Choices): HTMLElement {
  const line = document.createElement("p");
  line.className = "talk-acts";
  const button = (word: string, look: string, isAccepted: boolean) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn btn-sm ${look}`;
    made.textContent = words[word] ?? "";
    made.addEventListener("click", () => settle(editor, isAccepted, ({ key }) => key === one.key));
    line.append(made);
  };
  if (choices.maySettle) {
    button("accept", "btn-outline-primary", true);
    button("refuse", "btn-link", false);
  } else if (one.author === choices.own) button("withdraw", "btn-link", false);
  return line;
}

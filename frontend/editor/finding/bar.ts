// The bar of "find and replace": Ctrl+F and Ctrl+H in the text, Enter and Shift+Enter to go on and back, Escape to leave.
import { Extension, type Editor } from "@tiptap/core";
import { element, type Settings } from "../settings";
import { endFinding, find, findKey, replaceAll, replaceOne, searchAgain, step } from "./plugin";

const MOMENT = 200; // ms after a change of the text: a long one is not searched again at each key

class FindBar {
  private readonly bar = element("find-bar");
  private readonly words = element<HTMLInputElement>("find-words");
  private readonly instead = element<HTMLInputElement>("find-instead");
  private readonly matchCase = element<HTMLInputElement>("find-case");
  private readonly count = element("find-count");
  private timer = 0;

  constructor(
    private readonly editor: Editor,
    private readonly settings: Settings,
  ) {
    this.words.addEventListener("input", () => this.look());
    this.matchCase.addEventListener("change", () => this.look());
    const actions: Record<string, () => void> = {
      "find-next": () => this.tell(step(editor, 1)),
      "find-previous": () => this.tell(step(editor, -1)),
      "find-replace": () => this.tell(replaceOne(editor, this.instead.value)),
      "find-all": () => this.replaceAll(),
      "find-close": () => this.close(),
    };
    for (const [id, act] of Object.entries(actions)) element(id).addEventListener("click", act);
    this.bar.addEventListener("keydown", (event) => this.key(event));
    editor.on("transaction", ({ transaction }) => {
      if (this.bar.hidden || !transaction.docChanged) return;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.bar.hidden || this.tell(searchAgain(editor)), MOMENT);
    });
  }

  open(replacing: boolean): void {
    const { state } = this.editor;
    const { from, to } = state.selection;
    const chosen = state.doc.textBetween(from, to, "\n");
    if (chosen !== "" && !chosen.includes("\n")) this.words.value = chosen;
    this.bar.hidden = false;
    this.look();
    (replacing && this.words.value !== "" ? this.instead : this.words).select();
    if (replacing && this.words.value !== "") this.instead.focus();
    else this.words.focus();
  }

  private close(): void {
    this.bar.hidden = true;
    this.count.textContent = "";
    endFinding(this.editor);
  }

  private look(): void {
    this.tell(find(this.editor, { words: this.words.value, matchCase: this.matchCase.checked }));
  }

  private replaceAll(): void {
    const number = replaceAll(this.editor, this.instead.value);
    const word = number === 1 ? "replacedOne" : "replacedMany";
    this.say((this.settings.words[word] ?? "").replace("%(number)s", String(number)));
  }

  private tell({ query, matches, current }: { query: { words: string }; matches: unknown[]; current: number }): void {
    if (query.words === "") return this.say("");
    if (matches.length === 0) return this.say(this.settings.words.foundNothing ?? "");
    const sentence = this.settings.words.foundAt ?? "";
    this.say(sentence.replace("%(at)s", String(current + 1)).replace("%(all)s", String(matches.length)));
  }

  private say(sentence: string): void {
    if (this.count.textContent !== sentence) this.count.textContent = sentence;
  }

  private key(event: KeyboardEvent): void {
    const goesOn = event.key === "Enter" && (event.target === this.words || event.target === this.instead);
    const again = event.key === "F3";
    const opens = (event.ctrlKey || event.metaKey) && ["f", "h"].includes(event.key.toLowerCase());
    if (event.key === "Escape") this.close();
    else if (opens) (event.key.toLowerCase() === "h" ? this.instead : this.words).select();
    else if (goesOn && event.target === this.instead) this.tell(replaceOne(this.editor, this.instead.value));
    else if (goesOn || again) this.tell(step(this.editor, event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  }
}

const bars = new WeakMap<Editor, FindBar>();

/** Binds the page's bar to the editor. */
export function bindFinding(editor: Editor, settings: Settings): void {
  bars.set(editor, new FindBar(editor, settings));
}

/** Opens the bar, with what is selected as the words to look for. */
export function openFinding(editor: Editor, replacing: boolean): boolean {
  bars.get(editor)?.open(replacing);
  return bars.has(editor);
}

/** Ctrl+F, Ctrl+H and F3 while the caret is in the text. */
export const FindKeys = Extension.create({
  name: "findKeys",
  addKeyboardShortcuts() {
    const again = (by: 1 | -1) => () => {
      if (findKey.getState(this.editor.state)?.query.words === "") return false;
      step(this.editor, by);
      return true;
    };
    return {
      "Mod-f": () => openFinding(this.editor, false),
      "Mod-h": () => openFinding(this.editor, true),
      F3: again(1),
      "Shift-F3": again(-1),
    };
  },
});

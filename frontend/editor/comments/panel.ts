// The panel beside the text: comments and suggestions, in the order of the text.
import type { Editor } from "@tiptap/core";
import { Drafts } from "../../texts/drafts";
import { element, type Settings } from "../settings";
import { suggestionLine, type Choices } from "../suggesting/list";
import { settle, suggestionsIn } from "../suggesting/settle";
import { anchor, anchorsIn, goTo, keptPassage, selectedPassage, showThreads, WIDE, type Passage } from "./anchors";
import { CommentList } from "./list";
import { offerMentions } from "./mentions";

// Under these names the device keeps a comment that is not sent.
const WORDS = "talk-new-text";
const PASSAGE = "talk-new-passage";
const CALM = 250; // ms: the panel follows the text, not each key

export class Panel {
  private readonly panel = element("talk");
  private readonly toggle = element<HTMLButtonElement>("talk-toggle");
  private readonly list: CommentList;
  private passage: Passage | null = null;
  private active = "";
  private waiting = 0;
  private threads = "";
  private suggestions = "";
  private readonly choices: Choices;
  private readonly drafts: Drafts;

  constructor(
    private readonly editor: Editor,
    private readonly settings: Settings,
    mayWrite: () => boolean,
  ) {
    this.drafts = new Drafts(settings.person, settings.document);
    this.list = new CommentList(this.panel.dataset.url ?? "", this.drafts);
    this.choices = {
      mayWrite,
      maySettle: settings.mode === "write",
      own: settings.author,
      show: (from, to) => goTo(editor, from, to),
    };
    element("talk-error").dataset.away = settings.words.cannotConnect ?? "";
    this.list.onShown = () => this.follow(true);
    this.bind();
    const people = JSON.parse(element("talk-people").textContent ?? "[]") as string[];
    offerMentions(this.panel, people);
    editor.on("transaction", ({ transaction }) => {
      if (transaction.docChanged) this.later();
    });
    this.follow(true);
    const wanted = new URLSearchParams(location.search).get("comment") ?? "";
    const isBusy = this.panel.querySelector("[data-open], .suggestion-line") !== null;
    this.open(wanted !== "" || (isBusy && matchMedia(WIDE).matches));
    if (wanted) this.activate(wanted, true);
    this.resume();
  }

  /** The server says that the comments changed. */
  hear(number: number): void {
    void this.list.hear(number);
  }

  /** A comment on the words that are selected; one that is begun elsewhere stays there, and comes first. */
  begin(): void {
    const passage = selectedPassage(this.editor);
    this.open(true);
    if (!document.getElementById("talk-new")) return;
    if (this.passage && element<HTMLTextAreaElement>(WORDS).value.trim() !== "") {
      const isElsewhere = passage && passage.kept !== this.passage.kept;
      this.show(this.passage);
      if (isElsewhere) this.say("commentFirst");
    } else if (!passage) this.say("selectFirst");
    else this.show(passage);
  }

  /** The form for a comment on a passage. */
  private show(passage: Passage, takesFocus = true): void {
    const form = element("talk-new");
    this.passage = passage;
    element("talk-error").hidden = true;
    element("talk-new-quote").textContent = passage.text;
    form.hidden = false;
    if (takesFocus) element(WORDS).focus();
  }

  /** A comment that was typed before the page was loaded anew is there again. */
  private resume(): void {
    const words = this.drafts.get(WORDS);
    const passage = keptPassage(this.editor, this.drafts.get(PASSAGE));
    if (!words || !passage || !document.getElementById("talk-new")) return;
    element<HTMLTextAreaElement>(WORDS).value = words;
    this.open(true);
    this.show(passage, false);
  }

  private keepDraft(words: string): void {
    this.drafts.set(WORDS, words);
    this.drafts.set(PASSAGE, words && this.passage ? this.passage.kept : "");
  }

  /** Shows a thread in the panel. */
  activate(thread: string, moves = false): void {
    this.active = thread;
    this.open(true);
    this.draw();
    const line = document.getElementById(`comment-${thread}`);
    line?.closest("details")?.setAttribute("open", "");
    line?.scrollIntoView({ block: "nearest" });
    const place = anchorsIn(this.editor.state.doc).get(thread);
    if (moves && place) goTo(this.editor, place.from, place.to);
  }

  private say(word: string): void {
    const error = element("talk-error");
    error.textContent = this.settings.words[word] ?? "";
    error.hidden = false;
  }

  private open(isOpen: boolean): void {
    this.panel.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    element("editor").classList.toggle("has-talk", isOpen);
  }

  private bind(): void {
    element("talk-close").hidden = false;
    this.toggle.hidden = false;
    this.toggle.addEventListener("click", () => {
      this.open(this.panel.hasAttribute("hidden"));
      if (!this.panel.hasAttribute("hidden")) element("talk-title").focus();
    });
    element("talk-close").addEventListener("click", () => {
      this.open(false);
      this.toggle.focus();
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") element("talk-close").click();
    });
    element("comments").addEventListener("click", (event) => {
      if (!(event.target as Element).closest("[data-show]")) return;
      const thread = (event.target as Element).closest<HTMLElement>("[data-thread]")?.dataset.thread;
      if (thread) this.activate(thread, true);
    });
    const all = (isAccepted: boolean) => () => this.settleAll(isAccepted);
    document.getElementById("accept-all")?.addEventListener("click", all(true));
    document.getElementById("refuse-all")?.addEventListener("click", all(false));
    const form = document.getElementById("talk-new");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send(form);
    });
    form?.addEventListener("input", () => this.keepDraft(element<HTMLTextAreaElement>(WORDS).value));
    document.getElementById("talk-new-cancel")?.addEventListener("click", () => {
      form!.hidden = true;
      element<HTMLTextAreaElement>(WORDS).value = "";
      this.keepDraft("");
      this.passage = null;
      this.editor.commands.focus();
    });
  }

  /** All at once is asked for once more, with how many they are; one alone is before one's eyes. */
  private settleAll(isAccepted: boolean): void {
    const number = suggestionsIn(this.editor.state.doc).length;
    const question = this.settings.words[isAccepted ? "acceptAllQuestion" : "refuseAllQuestion"] ?? "";
    if (number > 1 && !confirm(question.replace("%(number)s", String(number)))) return;
    settle(this.editor, isAccepted, () => true);
  }

  private async send(form: HTMLElement): Promise<void> {
    const { passage } = this;
    const field = element<HTMLTextAreaElement>(WORDS);
    if (!passage) return;
    const thread = this.drafts.once(WORDS); // sent twice, it is said once
    const words = { public_id: thread, quote: passage.text, text: field.value };
    if (!(await this.list.post(this.panel.dataset.begin ?? "", words))) return;
    field.value = "";
    this.keepDraft("");
    form.hidden = true;
    this.passage = null;
    const hasPlace = anchor(this.editor, passage, thread);
    this.follow(true);
    this.activate(thread);
    if (!hasPlace) this.say("passageGone");
    document.getElementById(`reply-${thread}`)?.focus();
  }

  private later(): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.follow(false), CALM);
  }

  /** Puts the panel in the order of the text, as it is now. */
  private follow(isNew: boolean): void {
    const places = anchorsIn(this.editor.state.doc);
    const order = (line: HTMLElement) => places.get(line.dataset.thread ?? "")?.from ?? Infinity;
    const threads = [...places.keys()].join();
    if (isNew || threads !== this.threads) {
      this.threads = threads;
      for (const list of this.panel.querySelectorAll("#comments ol")) {
        const lines = [...list.querySelectorAll<HTMLElement>("[data-thread]")];
        for (const line of lines) {
          const isLost = !places.has(line.dataset.thread ?? "");
          line.querySelector<HTMLElement>("[data-lost]")!.hidden = !isLost;
          line.querySelector<HTMLButtonElement>("[data-show]")!.disabled = isLost;
        }
        const sorted = [...lines].sort((a, b) => order(a) - order(b));
        if (sorted.some((line, place) => line !== lines[place])) list.append(...sorted);
      }
    }
    this.followSuggestions();
    this.draw();
    const open = this.panel.querySelectorAll("[data-open] > li").length;
    const number = open + element("suggestion-list").childElementCount;
    element("talk-number").textContent = number > 0 ? String(number) : "";
  }

  private followSuggestions(): void {
    const found = suggestionsIn(this.editor.state.doc);
    const state = JSON.stringify([this.choices.mayWrite(), found]);
    if (state === this.suggestions) return;
    this.suggestions = state;
    const list = element("suggestion-list");
    const focused = document.activeElement?.closest<HTMLElement>(".suggestion-line");
    const place = focused ? [...list.children].indexOf(focused) : -1;
    list.replaceChildren(...found.map((one) => suggestionLine(this.editor, one, this.settings, this.choices)));
    element("suggestions").hidden = found.length === 0;
    if (place >= 0) {
      const next = list.children[Math.min(place, list.childElementCount - 1)];
      (next?.querySelector("button") ?? element("talk-title")).focus();
    }
  }

  private draw(): void {
    const lines = [...this.panel.querySelectorAll<HTMLElement>("#comments [data-thread]")];
    for (const line of lines) line.classList.toggle("is-active", line.dataset.thread === this.active);
    const open = this.panel.querySelectorAll<HTMLElement>("[data-open] > [data-thread]");
    const shown = { open: new Set([...open].map((line) => line.dataset.thread ?? "")), active: this.active };
    const state = JSON.stringify([[...shown.open], this.active]);
    if (state !== this.drawn) {
      this.drawn = state;
      showThreads(this.editor, shown);
    }
  }

  private drawn = "";
}

// One banner for what the person must know or do: never a spinner without end.
import type { Editor } from "@tiptap/core";
import { element, type Settings } from "./settings";

export interface Offer {
  copy?: boolean;
  reload?: boolean;
  login?: boolean;
  close?: boolean;
}

export class Notice {
  private readonly banner = element("notice");
  private readonly copyButton = element<HTMLButtonElement>("notice-copy");

  constructor(
    private readonly settings: Settings,
    private readonly editor: Editor,
  ) {
    this.copyButton.addEventListener("click", () => void this.copy());
    element("notice-reload").addEventListener("click", () => location.reload());
    element("notice-close").addEventListener("click", () => this.hide());
  }

  /** Shows one of the page's sentences with what can be done about it. */
  show(word: string, offer: Offer = {}): void {
    element("notice-text").textContent = this.settings.words[word] ?? "";
    this.copyButton.hidden = !offer.copy;
    element("notice-reload").hidden = !offer.reload;
    element("notice-login").hidden = !offer.login;
    element("notice-close").hidden = !offer.close;
    this.banner.hidden = false;
  }

  /** Says it in other words, which the server has. */
  say(words: string): void {
    element("notice-text").textContent = words;
  }

  hide(): void {
    this.banner.hidden = true;
  }

  private async copy(): Promise<void> {
    const html = this.editor.getHTML();
    const text = this.editor.getText({ blockSeparator: "\n" });
    const forms = { "text/html": html, "text/plain": text };
    const parts = Object.entries(forms).map(([type, content]) => [type, new Blob([content], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    } catch {
      // Forbidden in this browser, or (a site served without TLS inside a house) not there: the text is selected at
      // least, and the keys copy it where this old way does not.
      getSelection()?.selectAllChildren(this.editor.view.dom);
      if (!document.execCommand("copy")) return;
    }
    element("announcement").textContent = this.settings.words.copied ?? "";
  }
}

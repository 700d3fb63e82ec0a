// One banner for what the person must know or do: never a spinner without end.
import type { Editor } from "@tiptap/core";
import { element, type Settings } from "./settings";

export interface Offer {
  copy?: boolean;
  reload?: boolean;
  login?: boolean;
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
  }

  /** Shows one of the page's sentences with what can be done about it. */
  show(word: string, offer: Offer = {}): void {
    element("notice-text").textContent = this.settings.words[word] ?? "";
    this.copyButton.hidden = !offer.copy;
    element("notice-reload").hidden = !offer.reload;
    element("notice-login").hidden = !offer.login;
    this.banner.hidden = false;
  }

  hide(): void {
    this.banner.hidden = true;
  }

  private async copy(): Promise<void> {
    const html = this.editor.getHTML();
    const text = this.editor.getText({ blockSeparator: "\n" });
    const parts = { "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) };
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    element("announcement").textContent = this.settings.words.copied ?? "";
  }
}

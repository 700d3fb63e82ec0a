// What was typed and could not be saved, shown until it is dismissed: to be copied, or taken away as a file.
import { moment } from "../hours";
import { openTexts, type Kept } from "./database";

export interface PanelWords {
  [word: string]: string;
}

/** The panel of the page (`#kept`), filled from the account's device; `document`: of one text alone. */
export class KeptPanel {
  private readonly panel = document.getElementById("kept");
  private readonly template = document.getElementById("kept-one") as HTMLTemplateElement | null;

  constructor(
    private readonly person: string,
    private readonly words: PanelWords,
    private readonly document?: string,
  ) {}

  /** Shows what is kept; returns how many. */
  async show(): Promise<number> {
    const texts = await openTexts(this.person).catch(() => undefined);
    const all = (await texts?.getAll("kept")) ?? [];
    texts?.close();
    const shown = all.filter((one) => !this.document || one.document === this.document).sort((a, b) => b.at - a.at);
    shown.forEach((one) => this.add(one));
    return shown.length;
  }

  /** Shows one, also where the device does not keep it. */
  add(kept: Kept): void {
    if (!this.panel || !this.template) return;
    const one = (this.template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    const part = <T extends HTMLElement>(name: string) => one.querySelector<T>(`[data-kept="${name}"]`);
    const title = part<HTMLAnchorElement>("title")!;
    title.textContent = kept.title;
    title.href = kept.address;
    part("why")!.textContent = `${moment(kept.at)} – ${this.words[`kept_${kept.why}`] ?? ""}`;
    part("text")!.innerHTML = kept.html; // written by the editor's own schema, which knows no script
    part("html")!.addEventListener("click", () => download(kept));
    part("copy")!.addEventListener("click", () => void this.copy(kept));
    part("dismiss")!.addEventListener("click", () => void this.dismiss(kept, one));
    const form = one.querySelector("form")!;
    form.querySelector<HTMLInputElement>("[name=title]")!.value = kept.title;
    form.querySelector<HTMLInputElement>("[name=content]")!.value = JSON.stringify(kept.content);
    this.panel.querySelector("[data-kept-list]")!.append(one);
    this.panel.hidden = false;
  }

  private async copy(kept: Kept): Promise<void> {
    const forms = { "text/html": kept.html, "text/plain": kept.text };
    const parts = Object.entries(forms).map(([type, content]) => [type, new Blob([content], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    } catch {
      await navigator.clipboard?.writeText(kept.text).catch(() => undefined);
    }
    this.say(this.words.copied ?? "");
  }

  private async dismiss(kept: Kept, one: HTMLElement): Promise<void> {
    if (!window.confirm(this.words.dismissKept)) return;
    const texts = await openTexts(this.person).catch(() => undefined);
    await texts?.delete("kept", kept.id);
    texts?.close();
    one.remove();
    if (this.panel && !this.panel.querySelector("article")) {
      this.panel.hidden = true;
      document.getElementById("kept-none")?.removeAttribute("hidden");
    }
  }

  private say(words: string): void {
    const line = document.getElementById("announcement");
    if (line) line.textContent = words;
  }
}

function download({ title, html }: Kept): void {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  page.head.insertAdjacentHTML("afterbegin", '<meta charset="utf-8">');
  page.body.innerHTML = html;
  const heading = page.createElement("h1");
  heading.textContent = title;
  page.body.prepend(heading);
  const blob = new Blob([`<!doctype html>\n${page.documentElement.outerHTML}`], { type: "text/html" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, " ").trim() || "texte"}.html`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

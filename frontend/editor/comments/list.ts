// The list of comments as the server writes it: fetched again when it changed, without losing what is being typed.
import { csrfToken } from "../../csrf";
import type { Drafts } from "../../texts/drafts";

export class CommentList {
  onShown: () => void = () => {};
  private readonly holder = document.getElementById("comments")!;
  private readonly error = document.getElementById("talk-error")!;
  private fetching = false;
  private wanted = 0;

  constructor(
    private readonly url: string,
    private readonly drafts: Drafts,
  ) {
    this.resume();
    this.holder.addEventListener("input", (event) => {
      const field = event.target;
      if (isAnswer(field)) drafts.set(field.id, field.value);
    });
    this.holder.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      event.preventDefault();
      void this.say(form);
    });
    this.holder.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[data-post], button[data-edit]");
      if (button?.dataset.edit) this.unfold(button);
      else if (button && (!button.dataset.confirm || confirm(button.dataset.confirm))) {
        void this.post(button.dataset.post ?? "", {});
      }
    });
  }

  /** Answers that were typed before the page was loaded anew. */
  private resume(): void {
    for (const [id, words] of this.drafts.entries()) {
      const field = document.getElementById(id);
      if (this.holder.contains(field) && isAnswer(field)) field.value = words;
    }
  }

  get number(): number {
    return Number(document.getElementById("comment-list")?.dataset.number ?? -1);
  }

  /** The comments changed so often by now: fetches the list where it shows another state. */
  async hear(number: number): Promise<void> {
    this.wanted = number;
    if (this.fetching || this.number === number) return;
    this.fetching = true;
    try {
      const answer = await fetch(this.url, { headers: { "X-Panel": "1" } });
      if (answer.ok && !answer.redirected) this.show(await answer.text());
    } catch {
      // Away: the next connection tells the number again.
    } finally {
      this.fetching = false;
    }
    if (this.number < this.wanted) window.setTimeout(() => void this.hear(this.wanted), 1000);
  }

  /** Sends words to the server; whether it took them. What it says against it is shown. */
  async post(url: string, fields: Record<string, string>): Promise<boolean> {
    this.error.hidden = true;
    const body = new URLSearchParams(fields);
    try {
      const headers = { "X-Panel": "1", "X-CSRFToken": csrfToken(), Accept: "text/html, application/json" };
      const answer = await fetch(url, { method: "POST", headers, body });
      if (answer.ok && !answer.redirected) {
        this.show(await answer.text());
        return true;
      }
      const told = answer.status === 409 || answer.status === 422 ? ((await answer.json()) as { error: string }) : null;
      this.complain(told?.error);
    } catch {
      this.complain();
    }
    return false;
  }

  private complain(words = this.error.dataset.away ?? ""): void {
    this.error.textContent = words;
    this.error.hidden = false;
  }

  private async say(form: HTMLFormElement): Promise<void> {
    const field = form.querySelector("textarea")!;
    const once = this.drafts.once(field.id); // sent twice, it is said once
    const text = field.value;
    if (await this.post(form.action, { text, public_id: once })) {
      this.drafts.set(field.id, "");
      const fresh = document.getElementById(field.id) as HTMLTextAreaElement | null;
      if (fresh && fresh.value === text && !form.hidden) fresh.value = fresh.defaultValue;
      if (fresh) fresh.form!.hidden = fresh.form!.hasAttribute("hidden") || fresh.id.startsWith("edit-text-");
    }
  }

  private unfold(button: HTMLButtonElement): void {
    const form = document.getElementById(button.dataset.edit ?? "");
    if (!form) return;
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("textarea")?.focus();
  }

  private show(html: string): void {
    const typed = new Map<string, string>();
    for (const field of this.holder.querySelectorAll("textarea")) {
      if (field.value !== field.defaultValue) typed.set(field.id, field.value);
    }
    const edited = [...this.holder.querySelectorAll("form[id]:not([hidden])")].map((form) => form.id);
    const unfolded = [...this.holder.querySelectorAll("details[open]")].map((part) => part.id);
    const focus = document.activeElement;
    const caret = focus instanceof HTMLTextAreaElement ? [focus.selectionStart, focus.selectionEnd] : null;
    const focused = focus && this.holder.contains(focus) ? focus.id || focus.closest("li[id]")?.id : undefined;
    this.holder.innerHTML = html;
    for (const id of edited) document.getElementById(id)?.removeAttribute("hidden");
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, text] of typed) {
      const field = document.getElementById(id);
      if (field instanceof HTMLTextAreaElement) field.value = text;
    }
    const again = focused ? document.getElementById(focused) : null;
    if (again instanceof HTMLTextAreaElement) {
      again.focus();
      if (caret) again.setSelectionRange(caret[0]!, caret[1]!);
    } else if (focused) (again?.querySelector<HTMLElement>("button") ?? document.getElementById("talk-title"))?.focus();
    this.onShown();
  }
}

/** Whether it is where one answers; what changes a comment begins from the comment, and is not kept. */
function isAnswer(field: EventTarget | null): field is HTMLTextAreaElement {
  return field instanceof HTMLTextAreaElement && field.id.startsWith("reply-");
}

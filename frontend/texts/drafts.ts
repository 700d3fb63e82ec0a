// Words of comments that are not sent yet, by account and text: they outlast a reload, and go at the log-out.
const OURS = "drafts";
const ID = " once"; // beside the name of a field: the id under which its words are sent

export class Drafts {
  private readonly key: string;
  private readonly ids = new Map<string, string>(); // for a browser without a store

  constructor(person: string, document: string) {
    this.key = `${OURS} ${person} ${document}`;
  }

  /** What was typed in the field of this name. */
  get(field: string): string {
    return this.all()[field] ?? "";
  }

  set(field: string, words: string): void {
    const all = this.all();
    if (words === "") {
      delete all[field];
      delete all[field + ID];
      this.ids.delete(field);
    } else all[field] = words;
    this.keep(all);
  }

  /** The id under which the words of this field are sent until they are gone: sent twice, also by a page that was
   * loaded anew, they are said once. */
  once(field: string): string {
    const all = this.all();
    const id = all[field + ID] ?? this.ids.get(field) ?? crypto.randomUUID();
    this.ids.set(field, id);
    this.keep({ ...all, [field + ID]: id });
    return id;
  }

  private keep(all: Record<string, string>): void {
    try {
      if (Object.keys(all).length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(all));
    } catch {
      // A browser without a store: the words are in the page alone, as they were before.
    }
  }

  entries(): [string, string][] {
    return Object.entries(this.all());
  }

  private all(): Record<string, string> {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  }
}

/** Removes the drafts of an account. */
export function forgetDrafts(person: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${OURS} ${person} `)) localStorage.removeItem(key);
}

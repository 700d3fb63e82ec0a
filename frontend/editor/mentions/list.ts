// The list of people that opens at "@": by arrows and Enter, or by a press.
import type { Settings } from "../settings";

export interface Person {
  id: string;
  name: string;
}

const ID = "mention-list";

export class PeopleList {
  private readonly box = document.createElement("div");
  private readonly list = document.createElement("ul");
  private readonly said = document.createElement("p");
  private people: Person[] = [];
  private at = 0;

  constructor(
    private readonly text: HTMLElement,
    private readonly settings: Settings,
    private readonly choose: (person: Person) => void,
  ) {
    this.box.className = "mention-box";
    this.box.hidden = true;
    this.list.id = ID;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", settings.words.mentionWhom ?? "");
    this.said.setAttribute("role", "status");
    this.box.append(this.list, this.said);
    (document.getElementById("editor") ?? document.body).append(this.box);
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  show(people: Person[], place: { left: number; top: number; bottom: number }): void {
    this.people = people;
    this.at = 0;
    this.list.replaceChildren(...people.map((person, at) => this.line(person, at)));
    this.list.hidden = people.length === 0;
    this.said.textContent = people.length === 0 ? (this.settings.words.mentionNobody ?? "") : "";
    this.said.hidden = people.length > 0;
    this.box.hidden = false;
    const below = place.bottom + this.box.offsetHeight < window.innerHeight;
    this.box.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - this.box.offsetWidth - 8))}px`;
    this.box.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - this.box.offsetHeight - 4)}px`;
    this.mark();
  }

  hide(): void {
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.people = [];
    for (const name of ["aria-activedescendant", "aria-controls", "aria-autocomplete"]) this.text.removeAttribute(name);
  }

  /** Whether the key was for the list. */
  key(name: string): boolean {
    if (!this.isOpen || this.people.length === 0) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[name];
    if (by !== undefined) {
      this.at = (this.at + by + this.people.length) % this.people.length;
      this.mark();
      return true;
    }
    if (name !== "Enter" && name !== "Tab") return false;
    this.choose(this.people[this.at]!);
    return true;
  }

  private line(person: Person, at: number): HTMLLIElement {
    const line = document.createElement("li");
    line.id = `${ID}-${at}`;
    line.setAttribute("role", "option");
    line.textContent = person.name;
    line.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the caret stays in the text
      this.choose(person);
    });
    return line;
  }

  private mark(): void {
    [...this.list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === this.at)));
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    this.text.setAttribute("aria-autocomplete", "list");
    if (this.people.length === 0) return;
    this.text.setAttribute("aria-controls", ID);
    this.text.setAttribute("aria-activedescendant", `${ID}-${this.at}`);
  }
}

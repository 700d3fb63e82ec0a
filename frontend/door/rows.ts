// The people found: the list on the device stands in for the one the server wrote.
import type { People, Person } from "./people";
import { filled, whenAndWhere, type Words } from "./words";

const MOST = 20;

export class Rows {
  private readonly list = document.getElementById("door-people")!;
  private readonly more = document.getElementById("door-more")!;
  private readonly found = document.getElementById("door-found")!;
  private readonly piece = document.getElementById("door-person") as HTMLTemplateElement;
  private shown = "";

  constructor(
    private readonly words: Words,
    private readonly people: People,
    private readonly act: (act: "in" | "undo" | "let_in", id: string) => void,
  ) {}

  show(text: string, listTime: string): void {
    document.getElementById("door-server")!.hidden = true;
    const found = this.people.search(text);
    const shown = JSON.stringify([found.length, text, found.slice(0, MOST).map((person) => person.row)]);
    if (shown === this.shown) return; // a button that is replaced between touch and release does nothing
    this.shown = shown;
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.key;
    this.list.replaceChildren(...found.slice(0, MOST).map((person) => this.row(person)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    const rest = found.length - MOST;
    const said = rest > 0 ? filled(this.words.more!, { number: rest }) : "";
    const nobody = text && !found.length ? filled(this.words.nobody!, { time: listTime }) : "";
    this.more.textContent = said || nobody;
    this.more.hidden = !this.more.textContent;
    this.found.textContent = text ? this.more.textContent || String(found.length) : "";
  }

  private row(person: Person): Node {
    const piece = this.piece.content.cloneNode(true) as DocumentFragment;
    const write = (name: string, text: string): void =>
      piece.querySelectorAll(`[data-${name}]`).forEach((place) => (place.textContent = text));
    write("name", person.name);
    write("for", person.name);
    write("organisation", person.organisation);
    write("workshops", this.people.titles(person));
    const state = piece.querySelector<HTMLElement>("[data-state]")!;
    const [kind, text] = this.state(person);
    state.className = `status status-${kind}`;
    state.textContent = text;
    const isIn = person.cameAt > 0;
    const fits = { in: person.state === "c" && !isIn, undo: isIn, let_in: person.state === "w" || person.state === "o" };
    piece.querySelectorAll<HTMLButtonElement>("button[name=act]").forEach((button) => {
      const act = button.value as keyof typeof fits;
      if (!fits[act]) return button.remove();
      button.dataset.key = `${act}-${person.id}`;
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.act(act, person.id);
      });
    });
    return piece;
  }

  private state(person: Person): [string, string] {
    if (person.cameAt) return ["success", whenAndWhere(this.words, person.cameAt, person.door)];
    if (person.state === "c") return ["neutral", this.words.expected!];
    return person.state === "x"
      ? ["danger", this.words.answers.cancelled!]
      : ["warning", this.words.answers[person.state === "w" ? "waiting" : "offered"]!];
  }
}


// The large answer about one person: colour, mark, words, tone.
import type { Shown } from "./device";
import type { People, Person } from "./people";
import type { AnswerCode } from "./server";
import { signal, type Tone } from "./signal";
import { filled, whenAndWhere, type Words } from "./words";

const TONES: Partial<Record<AnswerCode, Tone>> = { in: "good", undone: "good", already: "doubtful", offered: "doubtful", waiting: "doubtful" };
const MARKS: Record<Tone, string> = { good: "✓", doubtful: "!", bad: "✕" };

export class ResultPanel {
  person: Person | undefined;
  private readonly panel = document.getElementById("door-result")!;

  constructor(private readonly words: Words, private readonly people: People, act: (act: "undo" | "let_in", id: string) => void) {
    for (const button of this.panel.querySelectorAll<HTMLButtonElement>("[data-act]")) {
      button.addEventListener("click", () => this.person && act(button.dataset.act as "undo" | "let_in", this.person.id));
    }
    this.panel.querySelector("[data-close]")!.addEventListener("click", () => this.close());
  }

  close(): void {
    this.panel.hidden = true;
    document.getElementById("door-q")!.focus();
  }

  show(shown: Shown, listTime: string): void {
    const { answer, person } = shown;
    const tone = TONES[answer] ?? "bad";
    this.person = person;
    this.panel.dataset.tone = tone;
    this.panel.dataset.answer = answer;
    this.write("mark", MARKS[tone]);
    this.write("answer", shown.headline ?? this.words.answers[answer] ?? "");
    this.write("name", person?.name ?? "");
    this.write("organisation", person?.organisation ?? "");
    this.write("workshops", person ? this.people.titles(person) : "");
    this.write("detail", this.detail(shown, listTime));
    this.offer("undo", Boolean(person?.cameAt) && (answer === "in" || answer === "already"));
    this.offer("let_in", answer === "waiting" || answer === "offered");
    this.panel.hidden = false;
    this.panel.scrollIntoView({ block: "nearest" });
    signal(tone);
  }

  private detail({ answer, person, text, late }: Shown, listTime: string): string {
    if (text) return text;
    if (answer === "already" && person) return whenAndWhere(this.words, person.cameAt, person.door);
    if (!late) return "";
    if (answer === "unknown") return filled(this.words.unknown_offline!, { time: listTime });
    return answer === "in" || answer === "undone" ? this.words.without_network! : "";
  }

  private write(name: string, text: string): void {
    const place = this.panel.querySelector<HTMLElement>(`[data-${name}]`)!;
    place.textContent = text;
    if (place.tagName === "P") place.hidden = text === "";
  }

  private offer(act: string, isOffered: boolean): void {
    this.panel.querySelector<HTMLElement>(`[data-act="${act}"]`)!.hidden = !isOffered;
  }
}

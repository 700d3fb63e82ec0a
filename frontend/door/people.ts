// Everybody who is registered, as the server's list has them (events/door_list.py says what a row is).
import { fold } from "./fold";

export type Row = [string, string, string, string, "c" | "w" | "o" | "x", number[], number, string];

export class Person {
  readonly folded: string;

  constructor(readonly row: Row) {
    this.folded = fold(`${row[1]} ${row[2]} ${row[3]}`);
  }

  get id(): string {
    return this.row[0];
  }

  get name(): string {
    return `${this.row[2]} ${this.row[1]}`.trim();
  }

  get organisation(): string {
    return this.row[3];
  }

  get state(): Row[4] {
    return this.row[4];
  }

  get workshops(): number[] {
    return this.row[5];
  }

  /** When they came in, in milliseconds; 0 where they have not. */
  get cameAt(): number {
    return this.row[6];
  }

  get door(): string {
    return this.row[7];
  }

  /** The same person, come in (or not: 0) as this device knows before the server does. */
  with(cameAt: number, door: string): Person {
    return new Person([this.id, this.row[1], this.row[2], this.row[3], this.state, this.workshops, cameAt, door]);
  }
}

export class People {
  workshops: Record<string, string> = {};
  private byId = new Map<string, Person>();

  replace(rows: Row[], workshops: Record<string, string>): void {
    this.workshops = workshops;
    this.byId = new Map(rows.map((row) => [row[0], new Person(row)]));
  }

  put(row: Row): void {
    this.byId.set(row[0], new Person(row));
  }

  get(id: string): Person | undefined {
    return this.byId.get(id);
  }

  get size(): number {
    return this.byId.size;
  }

  titles(person: Person): string {
    return person.workshops.map((number) => this.workshops[number] ?? "").join(" · ");
  }

  counts(): { came: number; expected: number } {
    let came = 0;
    let expected = 0;
    for (const person of this.byId.values()) {
      if (person.state !== "c") continue;
      expected += 1;
      if (person.cameAt) came += 1;
    }
    return { came, expected };
  }

  /** Those whose name or organisation holds every word (all, without words), by name; the cancelled ones last. */
  search(text: string): Person[] {
    const words = fold(text).split(" ").filter(Boolean);
    const found = [...this.byId.values()].filter((person) => words.every((word) => person.folded.includes(word)));
    const rank = (person: Person): number => (person.state === "x" ? 1 : 0);
    return found.sort((a, b) => rank(a) - rank(b) || (a.folded < b.folded ? -1 : 1));
  }
}

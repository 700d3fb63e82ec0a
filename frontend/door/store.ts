// What stays on the device when the page is closed: the list, and what was scanned and not yet sent. One database an event.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Row } from "./people";

/** One act, as events/scans.py reads it. `late` says that it was decided here, without the server's answer. */
export interface Scan {
  id: string;
  act: "in" | "undo" | "let_in";
  person: string;
  at: number;
  door: string;
  ahead: number | null;
  late?: boolean;
}

export interface ListState {
  version: number;
  etag: string;
  workshops: Record<string, string>;
  loadedAt: number;
  ahead: number | null;
}

interface Schema extends DBSchema {
  people: { key: string; value: Row };
  queue: { key: string; value: Scan };
  state: { key: string; value: ListState };
  mine: { key: string; value: number };
  notices: { key: number; value: string };
}

export class Store {
  /** Whether the list was removed from the device for good: an answer still on its way then writes nothing. */
  isRemoved = false;
  /** Tells the other pages of this door on the same device that the list was removed; old browsers have none. */
  readonly others: BroadcastChannel | undefined;

  private constructor(private readonly database: IDBPDatabase<Schema>) {
    if ("BroadcastChannel" in globalThis) this.others = new BroadcastChannel(database.name);
  }

  static async open(event: string): Promise<Store> {
    const database = await openDB<Schema>(`door-${event}`, 1, {
      upgrade(fresh) {
        for (const name of ["people", "queue", "state", "mine"] as const) fresh.createObjectStore(name);
        fresh.createObjectStore("notices", { autoIncrement: true });
      },
    });
    // The browser then does not clear it when the device runs short of room.
    await navigator.storage?.persist?.().catch(() => false);
    return new Store(database);
  }

  async list(): Promise<{ state: ListState | undefined; rows: Row[] }> {
    return { state: await this.database.get("state", "list"), rows: await this.database.getAll("people") };
  }

  async saveList(state: ListState, rows: Row[], whole: boolean): Promise<void> {
    if (this.isRemoved) return;
    const writing = this.database.transaction(["people", "state"], "readwrite");
    const people = writing.objectStore("people");
    if (whole) void people.clear();
    for (const row of rows) void people.put(row, row[0]);
    void writing.objectStore("state").put(state, "list");
    await writing.done;
  }

  async queued(): Promise<Scan[]> {
    return (await this.database.getAll("queue")).sort((a, b) => a.at - b.at);
  }

  async keep(scan: Scan): Promise<void> {
    await this.database.put("queue", scan, scan.id);
  }

  async sent(scan: Scan): Promise<void> {
    await this.database.delete("queue", scan.id);
  }

  /** Remembers that this device let somebody in, to notice when another door proves to have been first. */
  async rememberMine(person: string, at: number): Promise<void> {
    if (!this.isRemoved) await this.database.put("mine", at, person);
  }

  async mine(person: string): Promise<number | undefined> {
    return this.database.get("mine", person);
  }

  async forgetMine(person: string): Promise<void> {
    await this.database.delete("mine", person);
  }

  async notices(): Promise<[number, string][]> {
    const [keys, texts] = [await this.database.getAllKeys("notices"), await this.database.getAll("notices")];
    return keys.map((key, index) => [key, texts[index]!]);
  }

  async addNotice(text: string): Promise<number> {
    return this.isRemoved ? -1 : this.database.add("notices", text);
  }

  async dropNotice(key: number): Promise<void> {
    await this.database.delete("notices", key);
  }

  /** Removes everything about people but what is still to be sent. */
  async forget(): Promise<void> {
    for (const name of ["people", "state", "mine", "notices"] as const) await this.database.clear(name);
  }
}

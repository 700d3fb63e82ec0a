// The copy of one text on this device: every change is written down at once, and marked until the server has saved it.
import type { Schema } from "@tiptap/pm/model";
import * as Y from "yjs";
import { dropCopy, openTexts, STORES, type CopyState, type Kept, type Texts } from "./database";
import { passagesOf } from "./passages";

export interface About {
  person: string;
  document: string;
  epoch: number;
  schema: number;
  title: string;
  address: string;
}

const PATIENCE = 3_000; // ms for a browser that does not say whether it keeps anything
const REST = 1_000; // ms: what others write is written down together
const LONG = 300; // changes; beyond it they become one when the text is opened
const DAYS = 24 * 60 * 60 * 1000;
const UNUSED = 30 * DAYS; // a copy that holds nothing unsaved goes after that

export class LocalCopy {
  /** The device stopped keeping what is typed: no room, forbidden, or removed at the log-out. */
  onBroken: () => void = () => {};
  isWhole = false;
  isBroken = false;
  /** Whether what changes here is the person's own: an editor that may only read, or is too old, mends what it shows. */
  mayWrite: boolean;

  private readonly id: string;
  private readonly tab = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  private readonly pending = new Map<string, Uint8Array>(); // also where the device keeps nothing
  private fromOthers: Uint8Array[] = [];
  private numbered = 0;
  private timer = 0;

  private constructor(
    private readonly about: About,
    private readonly doc: Y.Doc,
    private readonly schema: Schema,
    private readonly texts: Texts | undefined,
    mayWrite: boolean,
  ) {
    this.mayWrite = mayWrite;
    this.id = `${about.document} ${about.epoch} ${about.schema}`;
    this.isBroken = texts === undefined;
  }

  /** Opens the copy and puts what it holds into `doc`; one that keeps nothing where the browser does not let it.
   *
   * What is not saved in copies that must not be merged (another text, another schema; this one where one may not
   * write any more) is kept to be shown, and those copies are removed.
   */
  static async open(about: About, doc: Y.Doc, schema: Schema, mayWrite: boolean): Promise<LocalCopy> {
    const copy = new LocalCopy(about, doc, schema, await within(openTexts(about.person)), mayWrite);
    const opened = copy.rescueOld().then(() => copy.load());
    await within(opened, () => (copy.isBroken = true));
    return copy;
  }

  /** Whether something that was typed here has not been saved by the server. */
  get isUnsaved(): boolean {
    return this.pending.size > 0;
  }

  /** Writes down every change of the document from now on; those of `others` need no saving. */
  follow(others: unknown): void {
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      if (origin === others) this.noteFromOthers(update);
      else if (this.mayWrite) this.note(update);
    });
    window.addEventListener("pagehide", () => this.flush());
  }

  /** The server has saved everything that was typed here. */
  saved(): void {
    const keys = [...this.pending.keys()];
    this.pending.clear();
    if (!this.texts || !keys.length) return;
    this.write((texts) => {
      const writing = texts.transaction("pending", "readwrite");
      for (const key of keys) void writing.store.delete(key);
      return writing.done;
    });
  }

  /** The text is here in full. */
  whole(): void {
    this.isWhole = true;
    this.flush();
    this.write((texts) => texts.put("copies", this.state()));
  }

  /** Takes what was not saved out of the copy, to be kept and shown; the copy is never merged again. */
  async rescue(why: string): Promise<Kept | undefined> {
    const kept = keptFrom(this.doc, [...this.pending.values()], this.schema, why, this.about);
    this.pending.clear();
    await this.drop(kept);
    return kept;
  }

  /** Removes the copy from the device. */
  async drop(rescued?: Kept): Promise<void> {
    const texts = this.texts;
    if (!texts || this.isBroken) return;
    const removed = dropCopy(texts, this.id, rescued).then(() => (this.isBroken = true));
    await within(removed, () => this.broke());
  }

  private async rescueOld(): Promise<void> {
    const texts = this.texts;
    if (!texts) return;
    for (const copy of await texts.getAll("copies")) {
      const pending = await texts.getAllFromIndex("pending", "copy", copy.id);
      const isOurs = copy.document === this.about.document;
      const isThis = copy.id === this.id;
      const mayStay = isOurs ? isThis && (this.mayWrite || !pending.length) : pending.length || Date.now() - copy.at < UNUSED;
      if (mayStay) continue;
      const why = isThis ? "readOnlyNow" : copy.epoch === this.about.epoch ? "outdated" : "otherVersion";
      const doc = new Y.Doc();
      for (const { data } of await texts.getAllFromIndex("changes", "copy", copy.id)) Y.applyUpdate(doc, data);
      const updates = pending.map(({ data }) => data);
      await dropCopy(texts, copy.id, keptFrom(doc, updates, this.schema, why, copy));
    }
  }

  private state(): CopyState {
    const { document, epoch, schema, title, address } = this.about;
    return { id: this.id, document, epoch, schema, title, address, isWhole: this.isWhole, at: Date.now() };
  }

  private async load(): Promise<void> {
    const texts = this.texts;
    if (!texts) return;
    const reading = texts.transaction(STORES);
    const state = await reading.objectStore("copies").get(this.id);
    const changes = await reading.objectStore("changes").index("copy").getAll(this.id);
    const keys = await reading.objectStore("changes").index("copy").getAllKeys(this.id);
    const pending = reading.objectStore("pending").index("copy");
    const [pendingKeys, pendingChanges] = [await pending.getAllKeys(this.id), await pending.getAll(this.id)];
    this.isWhole = state?.isWhole ?? false;
    pendingKeys.forEach((key, index) => this.pending.set(key, pendingChanges[index]!.data));
    Y.transact(this.doc, () => changes.forEach(({ data }) => Y.applyUpdate(this.doc, data, this)), this);
    const writing = texts.transaction(["copies", "changes"], "readwrite");
    if (keys.length > LONG) {
      void writing.objectStore("changes").add({ copy: this.id, data: Y.encodeStateAsUpdate(this.doc) });
      for (const key of keys) void writing.objectStore("changes").delete(key);
    }
    void writing.objectStore("copies").put(this.state());
    await writing.done;
  }

  private note(data: Uint8Array): void {
    const key = `${this.tab} ${(this.numbered += 1)}`;
    this.pending.set(key, data);
    const before = this.takeFromOthers(); // what this change stands on
    this.write((texts) => {
      const writing = texts.transaction(["changes", "pending"], "readwrite", { durability: "relaxed" });
      if (before) void writing.objectStore("changes").add({ copy: this.id, data: before });
      void writing.objectStore("changes").add({ copy: this.id, data });
      void writing.objectStore("pending").put({ copy: this.id, data }, key);
      writing.commit();
      return writing.done;
    });
  }

  private noteFromOthers(update: Uint8Array): void {
    this.fromOthers.push(update);
    this.timer ||= window.setTimeout(() => this.flush(), REST);
  }

  private takeFromOthers(): Uint8Array | undefined {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const waiting = this.fromOthers;
    this.fromOthers = [];
    return waiting.length ? Y.mergeUpdates(waiting) : undefined;
  }

  private flush(): void {
    const data = this.takeFromOthers();
    if (data) this.write((texts) => texts.add("changes", { copy: this.id, data }));
  }

  private write(work: (texts: Texts) => Promise<unknown>): void {
    if (!this.texts || this.isBroken) return;
    try {
      work(this.texts).catch(() => this.broke());
    } catch {
      this.broke();
    }
  }

  private broke(): void {
    if (this.isBroken) return;
    this.isBroken = true;
    this.onBroken();
  }
}

function keptFrom(
  doc: Y.Doc,
  updates: Uint8Array[],
  schema: Schema,
  why: string,
  { document, title, address }: Pick<About, "document" | "title" | "address">,
): Kept | undefined {
  const found = updates.length ? passagesOf(doc, updates, schema) : undefined;
  return found && { id: `${Date.now()}-${Math.random()}`, document, title, address, why, at: Date.now(), ...found };
}

/** What `work` gives, or undefined where it fails or takes too long. */
async function within<T>(work: Promise<T>, failed: () => void = () => {}): Promise<T | undefined> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE, new Error("the device does not answer")));
  try {
    return await Promise.race([work, late]);
  } catch {
    failed();
    return undefined;
  }
}

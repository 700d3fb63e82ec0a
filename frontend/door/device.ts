// The door on this device: decides by the list it carries, asks the server where it can, keeps in a queue what it
// could not tell, and tells it when the network is back. It knows no page; `page.ts` listens to it.
import { Ahead } from "./ahead";
import { People, type Person, type Row } from "./people";
import { type AnswerCode, LoggedOut, NoRight, NotNow, Offline, Refused, type Result, type Sent, type Server } from "./server";
import type { ListState, Scan, Store } from "./store";
import { forgetPage } from "./worker-link";

const POLL_SECONDS = 3;
const WHOLE_LIST_MINUTES = 10;
const ANSWER_SECONDS = 3; // longer than that nobody waits at a door: the list on the device decides
const AT_ONCE = 100;

export type Standing = "starting" | "online" | "offline" | "logged_out" | "no_right";

export interface Shown {
  answer: AnswerCode;
  person?: Person;
  text?: string;
  headline?: string;
  /** Decided by the list on the device. */
  late?: boolean;
}

export interface Listener {
  changed(): void;
  corrected(scan: Scan, result: Result, person: Person | undefined): void;
  overtaken(person: Person, mine: number): void;
  /** The list was removed from this device, here or on another page. */
  removed(): void;
}

export class Device {
  readonly people = new People();
  standing: Standing = "starting";
  refusal = "";
  waiting = 0;
  seenAt = 0;
  private state: ListState | undefined;
  private wholeAt = 0;
  private flushing: Promise<void> | undefined;
  private turning: Promise<void> | undefined;

  constructor(
    private readonly server: Server,
    private readonly store: Store,
    private readonly listener: Listener,
    private readonly door: () => string,
  ) {}

  /** Shows what the device has, then keeps it fresh for as long as the page is open. */
  async start(): Promise<void> {
    const { state, rows } = await this.store.list();
    this.state = state;
    if (state) this.people.replace(rows, state.workshops);
    const queue = await this.store.queued();
    for (const scan of queue) this.foresee(scan);
    this.waiting = queue.length;
    this.listener.changed();
    this.store.others?.addEventListener("message", () => void this.leave());
    addEventListener("online", () => void this.turn());
    addEventListener("offline", () => this.stand("offline"));
    document.addEventListener("visibilitychange", () => document.hidden || void this.turn());
    const again = (): void => {
      const turn = !document.hidden || this.waiting ? this.turn() : Promise.resolve();
      void turn.finally(() => setTimeout(again, POLL_SECONDS * 1000));
    };
    again();
  }

  /** Sends what waits and asks what is new; one turn at a time. */
  turn(): Promise<void> {
    if (this.store.isRemoved) return Promise.resolve();
    this.turning ??= this.sendAndAsk().finally(() => (this.turning = undefined));
    return this.turning;
  }

  private async sendAndAsk(): Promise<void> {
    try {
      const refusal = await this.flush().catch((error: unknown) => {
        if (error instanceof NotNow) return error.message; // the list is still wanted
        throw error;
      });
      await this.refresh();
      this.stand("online", refusal ?? "");
    } catch (error) {
      if (error instanceof NoRight) await this.forget(); // whoever may not see the list does not keep it
      this.stumble(error);
    }
  }

  private async refresh(): Promise<void> {
    const asked = Date.now();
    const isOld = asked - this.wholeAt > WHOLE_LIST_MINUTES * 60_000;
    if (this.state && !isOld) {
      const fresh = await this.server.changes(this.state.version);
      this.setClock(fresh.now, asked);
      await this.take(fresh.people, { version: fresh.version });
    } else {
      const fresh = await this.server.whole(this.state?.etag ?? "");
      if (fresh) {
        this.setClock(fresh.now, asked);
        const { version, etag, workshops } = fresh;
        this.state = { version, etag, workshops, loadedAt: fresh.now, ahead: this.state?.ahead ?? this.ahead.by };
        this.people.replace(fresh.people, workshops);
        await this.store.saveList(this.state, fresh.people, true);
        for (const scan of await this.store.queued()) this.foresee(scan);
      }
      this.wholeAt = Date.now();
    }
    this.seenAt = this.now();
    this.listener.changed();
  }

  private readonly ahead = new Ahead();

  private setClock(serverNow: number, asked: number): void {
    this.ahead.hear(serverNow, asked);
    if (this.state) this.state.ahead = this.ahead.by;
  }

  /** This moment by the server's clock, as far as the device knows. */
  now(): number {
    return Date.now() - (this.ahead.by ?? this.state?.ahead ?? 0);
  }

  private async take(rows: Row[], state: Partial<ListState> = {}): Promise<void> {
    for (const row of rows) {
      this.people.put(row);
      await this.notice(row);
    }
    if (!this.state) return;
    Object.assign(this.state, state);
    await this.store.saveList(this.state, rows, false);
    for (const scan of await this.store.queued()) this.foresee(scan);
  }

  /** Whether another door proves to have been first for somebody this device let in. */
  private async notice(row: Row): Promise<void> {
    const [id, cameAt] = [row[0], row[6]];
    const mine = await this.store.mine(id);
    if (!mine || cameAt === mine) return;
    await this.store.forgetMine(id); // undone somewhere, unless:
    if (cameAt && cameAt < mine) this.listener.overtaken(this.people.get(id)!, mine);
  }

  private stand(standing: Standing, refusal = ""): void {
    this.standing = standing;
    if (standing === "online") this.refusal = refusal;
    this.listener.changed();
  }

  private stumble(error: unknown): void {
    if (error instanceof Offline) this.stand("offline");
    else if (error instanceof LoggedOut) this.stand("logged_out");
    else if (error instanceof NoRight) this.stand("no_right");
    else if (error instanceof Refused) this.stand("online", error.message);
    else throw error;
  }

  /** As `forget`, for somebody who leaves: this page and the others of this door bring nothing back. */
  async remove(): Promise<void> {
    this.store.others?.postMessage("removed");
    await this.leave();
  }

  /** What another page was just writing when it heard of it is cleared by that page itself. */
  private async leave(): Promise<void> {
    this.store.isRemoved = true;
    await this.forget();
    this.listener.removed();
  }

  /** Removes the list and the page from the device; what waits to be sent stays. */
  private async forget(): Promise<void> {
    this.state = undefined;
    this.wholeAt = 0;
    this.people.replace([], {});
    await this.store.forget();
    await forgetPage();
    this.listener.changed();
  }

  // --- somebody comes -------------------------------------------------------------------------

  async act(act: Scan["act"], id: string): Promise<Shown> {
    const scan: Scan = {
      id: crypto.randomUUID(),
      act,
      person: id,
      at: Date.now(),
      door: this.door(),
      ahead: this.ahead.by ?? this.state?.ahead ?? null,
    };
    const guess = this.guess(act, id);
    const isKept = act === "undo" || guess.answer === "in";
    if (isKept) await this.keep(scan); // first: whatever happens now, it is not lost
    if (this.standing !== "offline" && navigator.onLine) {
      try {
        const sent = await this.server.send([scan], ANSWER_SECONDS);
        const [result] = await this.settle([scan], sent);
        return { answer: result!.answer, text: result!.text, person: this.people.get(id) };
      } catch (error) {
        this.stumble(error);
        if (error instanceof Refused) {
          await this.store.sent(scan);
          await this.countWaiting();
          return { answer: "unknown", text: error.message, person: guess.person };
        }
      }
    }
    if (isKept) {
      await this.keep({ ...scan, late: true });
      this.foresee(scan);
      this.listener.changed();
    }
    return { ...guess, person: this.people.get(id), late: true };
  }

  /** What the list on the device says. */
  private guess(act: Scan["act"], id: string): Shown {
    const person = this.people.get(id);
    if (!person) return { answer: "unknown" };
    if (act === "undo") return { answer: "undone", person };
    const codes = { w: "waiting", o: "offered", x: "cancelled" } as const;
    if (person.state !== "c") return { answer: codes[person.state], person };
    return { answer: person.cameAt ? "already" : "in", person };
  }

  /** Shows in the list what the queue will tell the server. */
  private foresee(scan: Scan): void {
    const person = this.people.get(scan.person);
    if (!person) return;
    if (scan.act === "in" && !person.cameAt) {
      this.people.put(person.with(scan.at - (scan.ahead ?? 0), scan.door).row);
    } else if (scan.act === "undo" && person.cameAt <= scan.at - (scan.ahead ?? 0)) {
      this.people.put(person.with(0, "").row);
    }
  }

  // --- the queue ------------------------------------------------------------------------------

  private async keep(scan: Scan): Promise<void> {
    await this.store.keep(scan);
    await this.countWaiting();
  }

  private async countWaiting(): Promise<void> {
    this.waiting = (await this.store.queued()).length;
    this.listener.changed();
  }

  private flush(): Promise<void> {
    this.flushing ??= this.sendQueue().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  private async sendQueue(): Promise<void> {
    for (;;) {
      const scans = (await this.store.queued()).filter((scan) => scan.late || Date.now() - scan.at > 10_000);
      if (!scans.length) return;
      await this.sendBatch(scans.slice(0, AT_ONCE));
    }
  }

  /** Where the server does not understand one of them, that one is set aside and shown; the others go. */
  private async sendBatch(batch: Scan[]): Promise<void> {
    let sent: Sent;
    try {
      sent = await this.server.send(batch, 30);
    } catch (error) {
      if (error instanceof NotNow || !(error instanceof Refused)) throw error;
      if (batch.length > 1) {
        for (const scan of batch) await this.sendBatch([scan]);
        return;
      }
      const [{ id, person }] = batch as [Scan];
      sent = { now: this.now(), people: [], results: [{ id, person, answer: "unknown", text: error.message }] };
    }
    const results = await this.settle(batch, sent);
    batch.forEach((scan, index) => {
      const result = results[index]!;
      const isFine = result.answer === "in" || result.answer === "undone";
      if (!isFine) this.listener.corrected(scan, result, this.people.get(scan.person));
    });
  }

  private async settle(scans: Scan[], sent: Sent): Promise<Result[]> {
    const byScan = new Map(sent.results.map((result) => [result.id, result]));
    const cameAt = new Map(sent.people.map((row) => [row[0], row[6]]));
    for (const scan of scans) {
      await this.store.sent(scan);
      const at = cameAt.get(scan.person);
      if (at && scan.act !== "undo" && byScan.get(scan.id)?.answer === "in") await this.store.rememberMine(scan.person, at);
    }
    await this.take(sent.people);
    await this.countWaiting();
    return scans.map((scan) => byScan.get(scan.id) ?? { id: scan.id, person: scan.person, answer: "unknown" });
  }
}

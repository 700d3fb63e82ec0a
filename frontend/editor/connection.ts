// The way to the server: y-websocket's provider, with our messages (portal/coediting/messages.py) and what to say when
// the way is closed. What is typed is "saved" only once the server has said that it is committed.
import * as decoding from "lib0/decoding";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import type { LocalCopy } from "../texts/copy";
import { countingSocket, type Count } from "./saved-socket";
import { SCHEMA_VERSION } from "./schema";
import type { Settings } from "./settings";

// "refused": there is text here which the document will not take.
export type State = "saved" | "saving" | "reading" | "refused" | "unsaved" | "away";
export type Ending =
  | "loggedOut"
  | "otherAccount"
  | "noRight"
  | "gone"
  | "otherVersion"
  | "tooLarge"
  | "tooFast"
  | "notTaken"
  | "notSuggested";

interface Opened {
  mode: string;
  schema: number;
  person: string;
}

const OPENED = 100;
const SAVED = 101;
const REFUSED = 102;
const SIZE = 103;
const TALK = 110;
const NO_RIGHT = 4403;
const TOO_FAST = 4429;
const ENDINGS: Record<number, Ending> = {
  4401: "loggedOut",
  [NO_RIGHT]: "noRight",
  4404: "gone",
  4409: "otherVersion",
  4413: "tooLarge",
  [TOO_FAST]: "tooFast",
};
const SILENCE = 6_000; // ms without an answer to a change: the way is dead although nobody said so
const LOOK_EVERY = 1_000;
const SLEEP = 20_000; // ms between two looks: the machine slept
const LONGEST_BACKOFF = 4_000;
const BREATH = 1_000; // ms after too much at once

export class Connection {
  onState: (state: State) => void = () => {};
  onText: () => void = () => {};
  onMode: (mode: string, why: string) => void = () => {};
  onSize: (used: number, limit: number) => void = () => {};
  onEnd: (ending: Ending) => void = () => {};
  onTalk: (number: number) => void = () => {};

  private readonly provider: WebsocketProvider;
  private readonly count: Count = { sent: 0 };
  private unsavedSince = 0; // 0: everything is committed
  private lookedAt = Date.now();
  private mayWrite = false;
  private wasOpen = false;
  private refusal = "";
  private talk = -1;

  constructor(
    private readonly settings: Settings,
    doc: Y.Doc,
    private readonly copy: LocalCopy,
  ) {
    const { protocol, host } = location;
    const address = `${protocol === "https:" ? "wss" : "ws"}://${host}${settings.socket}`;
    this.provider = new WebsocketProvider(address, settings.document, doc, {
      connect: false,
      // Another tab of the same browser must not be heard without the server: it would bypass rights and commits.
      disableBc: true,
      maxBackoffTime: LONGEST_BACKOFF,
      params: { ext: "1", epoch: String(settings.epoch), schema: String(SCHEMA_VERSION) },
      WebSocketPolyfill: countingSocket(this.count),
    });
    copy.follow(this.provider);
    if (copy.isUnsaved) this.unsavedSince = Date.now(); // typed before the page was closed
    doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) return;
      this.unsavedSince ||= Date.now();
      this.tell();
    });
    this.listen();
    this.provider.on("status", () => this.tell());
    this.provider.on("sync", (isSynced: boolean) => {
      if (isSynced) {
        this.wasOpen = true;
        this.copy.whole();
        this.onText();
      }
      this.tell();
    });
    this.provider.on("closed", ({ code }) => this.end(code));
  }

  get awareness(): Awareness {
    return this.provider.awareness;
  }

  get isConnected(): boolean {
    return this.provider.synced;
  }

  get isSaved(): boolean {
    return this.unsavedSince === 0;
  }

  /** Connects, and again whenever that may help: the network is back, the laptop's lid is open, one has logged in. */
  start(): void {
    this.provider.connect();
    window.addEventListener("online", () => this.again());
    window.addEventListener("offline", () => this.tell());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && !this.provider.wsconnected) this.again();
    });
    setInterval(() => this.lookForSilence(), LOOK_EVERY);
  }

  /** Tells the others who one is; the server puts the real name in its place. */
  introduce(name: string): void {
    this.awareness.setLocalStateField("user", { name });
  }

  /** Closes what may be a dead socket and connects at once; nothing typed is lost, the next exchange sends it. */
  again(): void {
    this.provider.disconnect();
    this.provider.wsUnsuccessfulReconnects = 0;
    this.provider.connect();
  }

  private listen(): void {
    const handlers = this.provider.messageHandlers as unknown as Record<
      number,
      (encoder: unknown, decoder: decoding.Decoder) => void
    >;
    handlers[OPENED] = (_encoder, decoder) => {
      const { mode, schema, person } = JSON.parse(decoding.readVarString(decoder)) as Opened;
      if (person !== this.settings.person) return this.leave("otherAccount");
      this.refusal = "";
      this.setMode(mode, schema > SCHEMA_VERSION ? "outdated" : "readOnlyNow");
    };
    handlers[SAVED] = (_encoder, decoder) => {
      if (decoding.readVarUint(decoder) >= this.count.sent) {
        this.unsavedSince = 0;
        this.copy.saved();
      }
      this.tell();
    };
    handlers[SIZE] = (_encoder, decoder) => {
      const { used, limit } = JSON.parse(decoding.readVarString(decoder)) as { used: number; limit: number };
      this.onSize(used, limit);
    };
    handlers[REFUSED] = (_encoder, decoder) => {
      const { reason } = JSON.parse(decoding.readVarString(decoder)) as { reason: string };
      this.refusal = reason;
      if (reason === "read-only") this.setMode("read", "readOnlyNow");
    };
    handlers[TALK] = (_encoder, decoder) => {
      this.talk = decoding.readVarUint(decoder);
      this.onTalk(this.talk);
    };
  }

  /** Before anything is sent: the server reads what one has only after this message. */
  private leave(ending: Ending): void {
    this.provider.disconnect();
    this.onEnd(ending);
  }

  private setMode(mode: string, why: string): void {
    this.mayWrite = mode === "write" || mode === "comment";
    this.onMode(mode, why);
    this.tell();
  }

  private end(code: number): void {
    if (code === NO_RIGHT && this.wasOpen) {
      // A logout ends an open connection in the same way as a role's end: asking once more tells which it was.
      this.wasOpen = false;
      this.provider.connect();
      return;
    }
    if (code === TOO_FAST && this.wasOpen) {
      // A tool that writes key by key for somebody (a text expander) is faster than any hand: one more exchange sends all
      // of it in one message. Too many windows are refused again, before the text has come.
      this.wasOpen = false;
      window.setTimeout(() => this.provider.connect(), BREATH);
      return;
    }
    const refusals: Record<string, Ending> = { full: "tooLarge", suggestion: "notSuggested" };
    this.onEnd(refusals[this.refusal] ?? ENDINGS[code] ?? "notTaken");
  }

  private lookForSilence(): void {
    const now = Date.now();
    const slept = document.visibilityState === "visible" && now - this.lookedAt > SLEEP;
    this.lookedAt = now;
    // The lid was closed: the connection may have died without a word.
    if (slept && this.provider.shouldConnect) return this.again();
    const isDue = this.mayWrite && this.unsavedSince > 0 && now - this.unsavedSince > SILENCE;
    const isSilent = now - this.provider.wsLastMessageReceived > SILENCE;
    if (this.provider.wsconnected && isDue && isSilent) this.again();
  }

  private tell(): void {
    if (this.provider.synced && navigator.onLine) {
      if (this.isSaved) this.onState(this.mayWrite ? "saved" : "reading");
      else this.onState(this.mayWrite ? "saving" : "refused");
    } else if (!this.isSaved) this.onState("unsaved");
    else this.onState("away");
  }
}

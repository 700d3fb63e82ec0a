// Talking to the portal. Every way of not getting an answer is told apart: no network, no login, no right, a refusal.
import { csrfToken } from "../csrf";
import type { Row } from "./people";
import type { Scan } from "./store";

export class Offline extends Error {}
export class LoggedOut extends Error {}
export class NoRight extends Error {}
/** What was sent is not understood: sending it again is of no use. */
export class Refused extends Error {}
/** Nothing of the kind is taken at present: what waits is kept. */
export class NotNow extends Refused {}

export type AnswerCode =
  | "in" | "already" | "waiting" | "offered" | "cancelled" | "unknown" | "other_event" | "undone" | "full";

export interface Result {
  id: string;
  person: string;
  answer: AnswerCode;
  text?: string;
}

export interface Sent {
  now: number;
  results: Result[];
  people: Row[];
}

export interface List {
  now: number;
  version: number;
  etag: string;
  workshops: Record<string, string>;
  people: Row[];
}

async function ask(address: string, options: RequestInit, seconds: number): Promise<Response> {
  let answer: Response;
  try {
    const signal = AbortSignal.timeout(seconds * 1000);
    answer = await fetch(address, { ...options, redirect: "manual", cache: "no-store", signal });
  } catch {
    throw new Offline();
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new LoggedOut();
  if (answer.status === 403 || answer.status === 404) throw new NoRight();
  if (answer.status === 409) throw new NotNow(await words(answer));
  if (answer.status === 400) throw new Refused(await words(answer));
  if (!answer.ok && answer.status !== 304) throw new Offline(); // a proxy without its server: as good as none
  return answer;
}

async function words(answer: Response): Promise<string> {
  return (((await answer.json().catch(() => ({}))) as { text?: string }).text ?? "");
}

async function body<Content>(answer: Response): Promise<Content> {
  try {
    return (await answer.json()) as Content;
  } catch {
    throw new Offline(); // cut off in the middle
  }
}

export class Server {
  constructor(private readonly lists: string, private readonly passages: string) {}

  /** The whole list, or null where it is still the one with this etag. */
  async whole(etag: string): Promise<List | null> {
    const answer = await ask(this.lists, { headers: etag ? { "If-None-Match": etag } : {} }, 30);
    if (answer.status === 304) return null;
    return { ...(await body<List>(answer)), etag: answer.headers.get("ETag") ?? "" };
  }

  async changes(version: number): Promise<Pick<List, "now" | "version" | "people">> {
    return body(await ask(`${this.lists}?depuis=${version}`, {}, 8));
  }

  async send(scans: Scan[], seconds: number): Promise<Sent> {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    return body(await ask(this.passages, { method: "POST", headers, body: JSON.stringify({ now: Date.now(), scans }) }, seconds));
  }
}

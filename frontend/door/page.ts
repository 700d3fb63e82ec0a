// The check-in page: wires camera, search, buttons and the large answer to the door on this device.
import { hour } from "../hours";
import { Camera } from "./camera";
import { Device, type Shown } from "./device";
import type { Person } from "./people";
import { ResultPanel } from "./result";
import { Rows } from "./rows";
import { Server, type Result } from "./server";
import { allowSound } from "./signal";
import { Store, type Scan } from "./store";
import { readTicket } from "./ticket";
import { filled, readWords, whenAndWhere } from "./words";
import { keepPage } from "./worker-link";

const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const DOOR_DAYS = 60;

export async function start(): Promise<void> {
  const page = byId("door");
  const words = readWords();
  const store = await Store.open(page.dataset.event!);
  const server = new Server(page.dataset.list!, page.dataset.passages!);

  const doorName = (): string => decodeURIComponent(/(?:^|; )door=([^;]*)/.exec(document.cookie)?.[1] ?? "");
  const listTime = (): string => (device.seenAt ? hour(device.seenAt) : "–");

  // --- what came out later --------------------------------------------------------------------
  const showNotice = (key: number, text: string): void => {
    const notice = document.createElement("div");
    notice.className = "alert alert-warning door-notice";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn-close";
    close.setAttribute("aria-label", words.close!);
    close.addEventListener("click", () => {
      notice.remove();
      void store.dropNotice(key);
    });
    notice.append(text, close);
    byId("door-notices").append(notice);
  };
  const say = async (text: string): Promise<void> => {
    const said = [...byId("door-notices").children].some((notice) => notice.firstChild?.textContent === text);
    if (!said) showNotice(await store.addNotice(text), text);
  };

  const conflict = (person: Person, mine: number): void => {
    const first = whenAndWhere(words, person.cameAt, person.door);
    void say(filled(words.conflict!, { name: person.name, first, time: hour(mine) }));
  };
  const corrected = (scan: Scan, result: Result, person: Person | undefined): void => {
    const at = scan.at - (scan.ahead ?? 0);
    if (result.answer === "already" && person) return conflict(person, at);
    const values = { name: person?.name ?? "", time: hour(at), answer: result.text ?? words.answers[result.answer]! };
    void say(filled(words.refused_later!, values));
  };

  // --- where the door stands ------------------------------------------------------------------
  const standing = (): string => {
    const number = device.waiting;
    if (device.standing === "offline") {
      if (!number) return words.offline!;
      return filled(number === 1 ? words.offline_waiting_one! : words.offline_waiting!, { number });
    }
    if (device.standing === "logged_out") return words.logged_out!;
    if (device.standing === "no_right") return words.no_right!;
    if (device.refusal) return device.refusal;
    if (number) return filled(words.sending!, { number });
    return device.standing === "starting" ? words.starting! : filled(words.online!, { time: listTime() });
  };
  const changed = (): void => {
    const status = byId("door-status");
    const text = standing();
    status.hidden = false;
    status.dataset.standing = device.standing;
    if (status.dataset.text !== text) {
      status.dataset.text = text;
      status.replaceChildren(text);
      if (device.standing === "logged_out") status.append(" ", loginLink());
    }
    if (device.people.size) byId("door-count").textContent = filled(words.counts!, device.people.counts());
    if (device.people.size) rows.show(looksLikeTicket() ? "" : search.value, listTime());
  };
  const loginLink = (): HTMLAnchorElement => {
    const link = document.createElement("a");
    link.href = `${page.dataset.login!}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = words.log_in!;
    return link;
  };

  const removed = (): void => location.assign("/espace/");
  const device = new Device(server, store, { changed, corrected, overtaken: conflict, removed }, doorName);
  const asked = new Set<string>();
  const act = async (what: Scan["act"], id: string): Promise<void> => {
    if (asked.has(id)) return; // pressed twice
    asked.add(id);
    const shown = await device.act(what, id).finally(() => asked.delete(id));
    if (what === "let_in" && shown.late) shown.text = words.needs_network!;
    show(shown);
  };
  const result = new ResultPanel(words, device.people, (what, id) => void act(what, id));
  const rows = new Rows(words, device.people, (what, id) => void act(what, id));
  const show = (shown: Shown): void => {
    result.show(shown, listTime());
    changed();
  };
  const scanned = (text: string): void => {
    const ticket = readTicket(text, page.dataset.event!);
    if ("wrong" in ticket) show({ answer: ticket.wrong });
    else void act("in", ticket.person);
  };

  // --- search ---------------------------------------------------------------------------------
  const search = byId<HTMLInputElement>("door-q");
  const looksLikeTicket = (): boolean => /^[\w-]{22}\.[\w-]{22}$/.test(search.value.trim());
  search.addEventListener("input", changed);
  byId("door-search").addEventListener("submit", (event) => {
    if (!device.people.size) return; // the server answers
    event.preventDefault();
    if (!looksLikeTicket()) return;
    const text = search.value; // a reader that types what it scans
    search.value = "";
    scanned(text);
  });

  // --- the camera -----------------------------------------------------------------------------
  const holder = byId("door-camera");
  const button = holder.querySelector("button")!;
  const camera = new Camera(holder.querySelector("video")!, scanned);
  holder.hidden = !Camera.exists;
  const label = (): void => void (button.textContent = camera.isOn ? button.dataset.on! : button.dataset.off!);
  const refused = (): void => show({ answer: "unknown", headline: words.camera_refused! });
  button.addEventListener("click", () => {
    if (!camera.isOn) return void camera.start().catch(refused).finally(label);
    camera.stop();
    label();
  });
  addEventListener("pointerdown", allowSound, { once: true });

  // --- this device ----------------------------------------------------------------------------
  const name = byId<HTMLFormElement>("door-name");
  name.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = name.querySelector<HTMLInputElement>("[name=door]")!.value.trim();
    const value = encodeURIComponent(chosen);
    document.cookie = `door=${value}; path=${location.pathname}; max-age=${DOOR_DAYS * 86_400}; samesite=lax`;
    name.closest("details")!.open = false;
    name.closest("details")!.querySelector("[data-door]")!.textContent = chosen ? `(${chosen})` : "";
  });
  const forget = byId("door-forget");
  forget.hidden = false;
  forget.addEventListener("click", () => void device.remove());
  byId("door-walk-in").addEventListener("click", (event) => {
    if (device.standing !== "offline") return;
    event.preventDefault();
    void say(words.needs_network!);
  });

  for (const [key, text] of await store.notices()) showNotice(key, text);
  if (location.hash === "#network") void say(words.needs_network!);
  await device.start();
  byId("door-kept").textContent = (await keepPage(page.dataset.worker!)) ? words.kept! : words.not_kept!;
}

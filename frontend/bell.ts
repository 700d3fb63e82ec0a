// The bell of who is logged in: counts what is unread as it changes, says what is new, and marks as read what this page
// shows. Without it everything works at the next page.
interface News {
  id: number;
  title: string;
  path: string;
}

const FIRST_WAIT = 1_000; // ms
const LONGEST_WAIT = 60_000;
const FOR_GOOD = new Set([4401, 4429]); // logged out, too many windows: coming back would change nothing

const bell = document.querySelector<HTMLElement>("[data-bell]");
const opened = document.querySelector<HTMLFormElement>("form[data-opened]");
let socket: WebSocket | null = null;
let wait = FIRST_WAIT;
let timer = 0;

function show(unread: number): void {
  const count = bell?.querySelector<HTMLElement>("[data-bell-count]");
  const word = bell?.querySelector<HTMLElement>("[data-bell-word]");
  if (!count || !word) return;
  count.textContent = unread > 99 ? "99+" : String(unread);
  count.hidden = word.hidden = unread === 0;
  if (unread === 0) document.querySelector("[data-bell-news]")?.replaceChildren();
}

/** What is new, until it is read or closed; the region is read aloud when it changes. */
function say(news: News): void {
  const box = document.querySelector("[data-bell-news]");
  if (!box || !bell) return;
  const [before = "", after = ""] = (bell.dataset.says ?? "{title}").split("{title}");
  const text = document.createElement("p");
  const title = document.createElement(news.path.startsWith("/") ? "a" : "span");
  if (title instanceof HTMLAnchorElement) title.href = news.path;
  title.textContent = news.title;
  text.append(before, title, after);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close";
  close.ariaLabel = bell.dataset.close ?? "";
  close.addEventListener("click", () => box.replaceChildren());
  box.replaceChildren(text, close);
}

/** The same thing in both languages, and wherever in the page. */
function plain(path: string): string {
  return new URL(path, location.origin).pathname.replace(/^\/en\//, "/");
}

function whenSeen(act: () => void): void {
  if (document.visibilityState === "visible") {
    act();
  } else {
    document.addEventListener("visibilitychange", () => whenSeen(act), { once: true });
  }
}

async function post(form: HTMLFormElement): Promise<void> {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    if (answer.status === 200) show((await answer.json()).unread);
  } catch {
    // No network: it stays unread, and is marked when the page is opened again.
  }
}

/** What the page shows now has been read, once somebody looks at it. */
function markRead(part: ParentNode): void {
  for (const form of part.querySelectorAll<HTMLFormElement>("form[data-read]")) {
    whenSeen(() => void post(form));
  }
}

function hear({ unread, new: news }: { unread: number; new?: News }): void {
  show(unread);
  if (!news) return;
  if (!opened || plain(news.path) !== plain(location.pathname)) {
    say(news);
    return;
  }
  document.body.dispatchEvent(new CustomEvent("news")); // what renews itself on this page does
  opened.querySelector<HTMLInputElement>("[name=until]")!.value = String(news.id);
  whenSeen(() => void post(opened));
}

function connect(): void {
  window.clearTimeout(timer);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/notices/`);
  socket.addEventListener("message", ({ data }) => {
    wait = FIRST_WAIT;
    hear(JSON.parse(data));
  });
  socket.addEventListener("close", ({ code }) => {
    if (FOR_GOOD.has(code)) return;
    timer = window.setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}

if (bell) {
  connect();
  window.addEventListener("online", connect);
  window.addEventListener("pagehide", () => socket?.close());
  window.addEventListener("pageshow", (event) => event.persisted && connect());
  if (opened?.dataset.opened === "now") whenSeen(() => void post(opened));
  markRead(document);
  document.addEventListener("htmx:afterSwap", (event) => markRead(event.target as Element));
}

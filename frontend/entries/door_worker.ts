// The service worker of one check-in page: it opens without network. The page says what it is made of; nothing else is kept.

import { type Asked as AskedOf, keptUnder } from "../door/worker-link";

// TypeScript's words for workers and for pages exclude each other: here is the little that is needed.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker extends EventTarget {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const worker = self as unknown as Worker;
const PAGE = worker.registration.scope;
const KEPT = keptUnder(PAGE);
const PATIENCE = 4000;

/** Keeps the page as the server gives it now, without names: not what it answers to somebody whose login has ended. */
async function keepPage(cache: Cache): Promise<void> {
  const answer = await fetch(`${PAGE}?vide`, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) throw new Error(answer.type);
  await cache.put(PAGE, answer);
}

/** The page from the server; where it does not answer in time, as it was kept. */
async function page(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const kept = await caches.match(PAGE, { cacheName: KEPT });
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([fresh.catch(() => kept), late]);
}

/** Another screen of the door: without network the check-in page says that it needs one. */
async function elsewhere(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(`${PAGE}#network`);
  }
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: KEPT })) ?? fetch(request);
}

let keeping: Promise<boolean> = Promise.resolve(true);
let timesForgotten = 0;

/** Does it after what was asked before; what is forgotten from now on does not come back by it. */
function keepInTurn(addresses: string[]): Promise<boolean> {
  const before = timesForgotten;
  keeping = keeping.then(async () => {
    if (timesForgotten !== before) return false;
    const isKept = await keep(addresses).catch(() => false);
    if (timesForgotten === before) return isKept;
    await caches.delete(KEPT);
    return false;
  });
  return keeping;
}

/** At once, whatever is being kept: that goes when it is done. */
async function forget(): Promise<boolean> {
  timesForgotten += 1;
  await caches.delete(KEPT);
  return true;
}

/** Keeps the page and exactly these addresses; returns whether all of it is there. */
async function keep(addresses: string[]): Promise<boolean> {
  const cache = await caches.open(KEPT);
  const present = new Set((await cache.keys()).map((request) => request.url));
  await cache.addAll(addresses.filter((address) => !present.has(address)));
  await keepPage(cache);
  const gone = [...present].filter((address) => address !== PAGE && !addresses.includes(address));
  await Promise.all(gone.map((address) => cache.delete(address)));
  return true;
}

worker.addEventListener("install", (event) => (event as Lasting).waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => (event as Lasting).waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const { data, ports } = event as MessageEvent<AskedOf>;
  const done = data === "forget" ? forget() : keepInTurn(data);
  (event as unknown as Lasting).waitUntil(done.then((isDone) => ports[0]?.postMessage(isDone)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event as Asked;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const isPage = address.origin + address.pathname === PAGE && !address.search;
    return (event as Asked).respondWith(isPage ? page(request) : elsewhere(request));
  }
  if (request.destination) (event as Asked).respondWith(keptOrFetched(request)); // not what scripts ask for
});

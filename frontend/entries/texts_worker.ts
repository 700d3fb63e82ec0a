// The service worker of one text's page: it opens without network, as it was kept by the page itself (texts/worker-link).

interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Worker extends EventTarget {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const worker = self as unknown as Worker;
const PAGE = new URL(worker.registration.scope).pathname;
const PATIENCE = 4000; // ms before the kept page is shown in place of a server that does not answer

/** Whoever logs in on this browser has the others' pages removed (texts/people): what is here is theirs. */
async function keptHere(request: Request | string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith("text ") || !name.endsWith(` ${PAGE}`)) continue;
    const found = await caches.match(request, { cacheName: name });
    if (found) return found;
  }
  return undefined;
}

async function page(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh.catch(() => undefined), late]);
  return answer ?? (await keptHere(PAGE)) ?? fresh;
}

worker.addEventListener("install", (event) => (event as Lasting).waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => (event as Lasting).waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event as Asked;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) (event as Asked).respondWith(page(request));
  else if (address.pathname.startsWith("/static/") || address.pathname.endsWith(".css")) {
    // From the network first: a page that is online is never made of older parts.
    (event as Asked).respondWith(
      fetch(request).catch(async (error: unknown) => {
        const found = await keptHere(request);
        if (found) return found;
        throw error;
      }),
    );
  }
});

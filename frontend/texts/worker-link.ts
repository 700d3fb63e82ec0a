// Hands the page of a text over to the service worker, so that it opens without network; one cache an account and page.

const PREFIX = "text ";
const WORKER = "/textes/hors-connexion.js";

interface Page {
  person: string;
}

/** The cache of the page with this address, for one account. */
export function cacheOf(person: string, page: string): string {
  return `${PREFIX}${person} ${page}`;
}

/** Keeps this page, as the server gives it now, with what it is made of. Where there are no workers: nothing. */
export async function keepPage({ person }: Page): Promise<void> {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  try {
    await navigator.serviceWorker.register(WORKER, { scope: location.pathname });
    await document.fonts.ready;
    const kinds = ["script", "link", "css", "img", "other"];
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const own = loaded.filter((one) => kinds.includes(one.initiatorType) && one.name.startsWith(location.origin));
    const cache = await caches.open(cacheOf(person, location.pathname));
    const present = new Set((await cache.keys()).map((request) => request.url));
    const addresses = new Set(own.map((one) => one.name).filter((address) => address.includes("/static/")));
    await cache.addAll([...addresses].filter((address) => !present.has(address)));
    const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) await cache.put(location.pathname, answer);
    const old = [...present].filter((address) => address.includes("/static/") && !addresses.has(address));
    await Promise.all(old.map((address) => cache.delete(address)));
  } catch {
    // No room, or a private window: the page opens with the network only.
  }
}

/** Removes the kept page: it no longer opens without network. */
export async function forgetPage({ person }: Page): Promise<void> {
  if ("caches" in globalThis) await caches.delete(cacheOf(person, location.pathname));
}

/** Removes every page kept for the accounts that `isOf` names. */
export async function forgetPages(isOf: (person: string) => boolean): Promise<void> {
  if (!("caches" in globalThis)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && isOf(name.split(" ")[1] ?? ""));
  await Promise.all(names.map((name) => caches.delete(name)));
}

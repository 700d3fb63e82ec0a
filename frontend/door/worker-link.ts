// Hands the page over to the service worker, so that it opens without network: asks it to keep what the page is made of.

/** Where the service worker of the page with this address keeps it. */
export function keptUnder(page: string): string {
  return `door ${page}`;
}

/** What the page asks of the worker: to keep the page with these addresses, or to forget it. */
export type Asked = string[] | "forget";

let isForgotten = false;

/** Removes the kept page, so that it does not open without network any more, also where it is just being kept. */
export async function forgetPage(): Promise<void> {
  isForgotten = true; // a page that was not handed over yet is not any more
  if (!("caches" in globalThis)) return;
  await caches.delete(keptUnder(location.origin + location.pathname));
  const worker = (await navigator.serviceWorker.getRegistration())?.active;
  if (worker) await ask(worker, "forget", 2000);
}

async function ask(worker: ServiceWorker, what: Asked, patience: number): Promise<boolean> {
  const channel = new MessageChannel();
  const answered = new Promise<boolean>((resolve) => {
    channel.port1.onmessage = (message) => resolve(message.data === true);
    setTimeout(() => resolve(false), patience);
  });
  worker.postMessage(what, [channel.port2]);
  return answered;
}

export async function keepPage(address: string): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  try {
    const registration = await navigator.serviceWorker.register(address);
    const worker = registration.active ?? (await navigator.serviceWorker.ready).active!;
    await document.fonts.ready;
    const kinds = ["script", "link", "css", "img", "other"];
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const addresses = loaded.filter((one) => kinds.includes(one.initiatorType)).map((one) => one.name);
    const manifest = document.querySelector<HTMLLinkElement>("link[rel=manifest]")!.href;
    return !isForgotten && (await ask(worker, [...new Set([...addresses, manifest])], 60_000));
  } catch {
    return false; // no service workers here (private windows of some browsers), or logged out meanwhile
  }
}

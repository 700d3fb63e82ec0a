// How many places are left, of an event and of each audience and workshop: asked for every ten seconds or so while
// somebody looks, as long as registration is open. The words come from the server, the same for every page.

export interface Counters {
  is_open: boolean;
  at: string;
  register: string;
  words: Record<string, string>;
  full: string[];
}

const PAUSE = 10_000; // and up to two seconds more, so that those who came together do not ask together

export function showWords(counters: Counters): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-places]")) {
    const words = counters.words[place.dataset.places!];
    if (words !== undefined && place.textContent !== words) place.textContent = words;
  }
}

export function followPlaces(address: string, show: (counters: Counters) => void): void {
  let timer = 0;
  const wait = (): void => {
    timer = window.setTimeout(turn, PAUSE + Math.random() * 2000);
  };
  const turn = async (): Promise<void> => {
    window.clearTimeout(timer);
    if (document.hidden) return; // coming back asks at once
    if (await refresh(address, show)) wait();
    else document.removeEventListener("visibilitychange", turn);
  };
  document.addEventListener("visibilitychange", turn);
  wait();
}

async function refresh(address: string, show: (counters: Counters) => void): Promise<boolean> {
  const answer = await fetch(address).catch(() => null); // offline: the next turn asks again
  if (!answer?.ok) return true;
  const counters = (await answer.json()) as Counters;
  show(counters);
  return counters.is_open;
}

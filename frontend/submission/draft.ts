// The words of a submission save themselves: on the server while there is one, on this device until then.
// Without this script a button saves them.

interface Kept {
  base: number; // the version of the server's draft that these words follow on
  values: Record<string, string>;
}

const PAUSE = 1500; // milliseconds without a key
const AGAIN = 10_000; // between two attempts while the network is away

export function saveWords(form: HTMLFormElement): void {
  const key = `submission:${form.dataset.submission}:${form.dataset.person}`;
  const version = form.querySelector<HTMLInputElement>("[name=draft_version]")!;
  const status = form.querySelector<HTMLElement>("[data-saved]")!;
  const takeUp = form.querySelector<HTMLElement>("[data-take-up]")!;
  let timer = 0;
  let isSaving = false;
  let isChanged = false;
  let isOver = false; // somebody saved elsewhere, or the form is on its way: nothing more is saved from here

  const fields = (): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] =>
    [...form.querySelectorAll<HTMLTextAreaElement>("textarea"), ...form.querySelectorAll<HTMLInputElement>("input[type=text]")];

  const words = (): Record<string, string> => Object.fromEntries(fields().map((field) => [field.name, field.value]));

  const keepHere = (): void => {
    const kept: Kept = { base: Number(version.value), values: words() };
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A full or forbidden store: the server's copy is all there is.
    }
  };

  const save = async (): Promise<void> => {
    if (isSaving || isOver) return;
    isSaving = true;
    isChanged = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const answer = await fetch(form.dataset.save!, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    }).catch(() => null);
    isSaving = false;
    if (answer === null || answer.status >= 500) {
      status.textContent = form.dataset.offline!;
      later(AGAIN);
      return;
    }
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      status.textContent = form.dataset.loggedOut!; // sent to the login page
      later(AGAIN);
      return;
    }
    const said = (await answer.json()) as { text: string; version?: number };
    status.textContent = said.text;
    if (said.version === undefined) {
      isOver = answer.status === 409;
      return;
    }
    version.value = String(said.version);
    if (isChanged) later(PAUSE);
    else localStorage.removeItem(key);
  };

  const later = (pause: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  };

  const changed = (): void => {
    isChanged = true;
    keepHere();
    later(PAUSE);
  };

  const fill = (values: Record<string, string>): void => {
    for (const field of fields()) {
      const value = values[field.name];
      if (value !== undefined) field.value = value;
    }
    changed();
  };

  const found = localStorage.getItem(key);
  if (found) {
    const kept = JSON.parse(found) as Kept;
    const here = words();
    const isOther = Object.entries(kept.values).some(([name, value]) => value !== (here[name] ?? value));
    if (!isOther) {
      localStorage.removeItem(key);
    } else if (kept.base === Number(version.value) || Object.values(here).every((value) => value === "")) {
      fill(kept.values);
      status.textContent = form.dataset.restored!;
    } else {
      status.textContent = form.dataset.found!;
      takeUp.hidden = false;
      takeUp.querySelector("button")!.addEventListener("click", () => {
        takeUp.hidden = true;
        fill(kept.values);
      });
    }
  }

  form.addEventListener("input", (event) => {
    if ((event.target as HTMLElement).matches("textarea, input[type=text], select")) changed();
  });
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches("select, input[type=radio]")) changed();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    window.clearTimeout(timer);
    isOver = true;
  });
  window.addEventListener("online", () => {
    if (localStorage.getItem(key)) later(0);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isOver = false; // back from the next page
  });
}

// The receipt is on screen: what this device kept has been handed in.
export function forgetWords(milestone: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`submission:${milestone}:`)) localStorage.removeItem(key);
  }
}

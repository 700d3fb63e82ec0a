// Sends large files in parts (tus 1.0): after a cut, each goes on at the byte it had reached, even another day.

import { said } from "./words";

const PART = 4 * 1024 * 1024;
const PATIENCE = 3000; // milliseconds between two attempts while the connection is cut
const TUS = { "Tus-Resumable": "1.0.0" };

class Refused extends Error {}

export function receive(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const list = form.querySelector<HTMLElement>("[data-uploads]")!;
  const errors = form.querySelector<HTMLElement>("[data-errors]")!;
  const status = form.querySelector<HTMLElement>("[data-status]")!;
  const drop = form.querySelector<HTMLElement>("[data-drop]")!;
  let queue = Promise.resolve();

  const complain = (text: string): void => {
    const paragraph = document.createElement("p");
    paragraph.className = "text-danger mb-1";
    paragraph.textContent = text;
    errors.append(paragraph);
  };

  const send = async (file: File): Promise<void> => {
    if (file.size > Number(form.dataset.limit)) return complain(said(form.dataset.tooLarge, file.name));
    const line = document.createElement("li");
    line.className = "draft-file is-sending";
    const label = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = file.size;
    bar.setAttribute("aria-label", file.name);
    line.append(label, bar);
    list.append(line);
    const tell = (sentence: string | undefined, reached: number): void => {
      bar.value = reached;
      label.textContent = said(sentence, file.name).replace("{percent}", String(Math.floor((100 * reached) / file.size)));
    };
    try {
      await sendParts(form, file, tell);
    } catch (error) {
      line.remove();
      return complain(error instanceof Refused && error.message ? error.message : said(form.dataset.failed, file.name));
    }
    await showArrivals();
    line.remove();
    status.textContent = said(form.dataset.arrived, file.name);
  };

  const sendAll = (files: FileList | null | undefined): void => {
    errors.replaceChildren();
    for (const file of files ?? []) queue = queue.then(() => send(file));
    input.value = "";
  };

  form.querySelector<HTMLElement>("[data-without-script]")!.hidden = true;
  input.multiple = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => sendAll(input.files));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll(event.dataTransfer?.files);
  });
}

// The list of what has arrived, with times and checksums, as the page would show it now.
async function showArrivals(): Promise<void> {
  const answer = await fetch(window.location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("[data-arrivals]")!.replaceWith(page.querySelector("[data-arrivals]")!);
}

type Tell = (sentence: string | undefined, reached: number) => void;

async function sendParts(form: HTMLFormElement, file: File, tell: Tell): Promise<void> {
  const key = `deposit:${form.dataset.deposit!.split("/").at(-3)!.slice(0, 40)}:${file.name}:${file.size}:${file.lastModified}`;
  let address = localStorage.getItem(key);
  let reached = address ? await reachedAt(address) : null;
  if (address === null || reached === null) {
    address = await announce(form.dataset.deposit!, file);
    localStorage.setItem(key, address);
    reached = 0;
  }
  for (;;) {
    tell(reached < file.size ? form.dataset.sending : form.dataset.checking, reached);
    const answer = await sendPart(address, file.slice(reached, reached + PART), reached);
    if (answer === null || answer.status >= 500) {
      tell(form.dataset.cut, reached);
      await new Promise((over) => window.setTimeout(over, PATIENCE));
      reached = (await reachedAt(address).catch(() => reached)) ?? reached;
    } else if (answer.status === 204 || answer.status === 409) {
      reached = Number(answer.headers.get("Upload-Offset"));
      if (answer.status === 204 && reached >= file.size) break;
    } else if (answer.status !== 460) {
      localStorage.removeItem(key);
      throw new Refused(answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : "");
    }
  }
  localStorage.removeItem(key);
}

async function announce(address: string, file: File): Promise<string> {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const headers = { ...TUS, "Upload-Length": String(file.size), "Upload-Metadata": `filename ${name}` };
  const answer = await fetch(address, { method: "POST", headers });
  if (answer.status !== 201) throw new Refused(await answer.text());
  return answer.headers.get("Location")!;
}

// How many bytes the server has; nothing when it knows no such upload any more.
async function reachedAt(address: string): Promise<number | null> {
  const answer = await fetch(address, { method: "HEAD", headers: TUS });
  return answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
}

async function sendPart(address: string, part: Blob, offset: number): Promise<Response | null> {
  const headers: Record<string, string> = {
    ...TUS,
    "Upload-Offset": String(offset),
    "Content-Type": "application/offset+octet-stream",
  };
  try {
    if (crypto.subtle) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
      headers["Upload-Checksum"] = `sha256 ${btoa(String.fromCharCode(...digest))}`;
    }
    return await fetch(address, { method: "PATCH", headers, body: part });
  } catch {
    return null;
  }
}

// Files of a submission: each is sent as soon as it is dropped or chosen, so that a refused form never loses one.
// Without this script the same form sends them all at once.

import { csrfToken } from "../csrf";
import { offerCopy } from "../preparing/copy";
import { forgetWords, saveWords } from "../submission/draft";
import { beginReview } from "../submission/review";
import { said } from "../submission/words";

function uploads(form: HTMLFormElement, zone: HTMLElement): void {
  const input = zone.querySelector<HTMLInputElement>("input[type=file]")!;
  const pieces = zone.querySelector<HTMLElement>("[data-pieces]")!;
  const errors = zone.querySelector<HTMLElement>("[data-errors]")!;
  const status = zone.querySelector<HTMLElement>("[data-status]")!;
  const drop = zone.querySelector<HTMLElement>("[data-drop]")!;
  let sending = 0;
  let queue = Promise.resolve(); // one at a time: they arrive, and are listed, in the order they were chosen

  const complain = (text: string): void => {
    for (const line of text.split("\n")) {
      const paragraph = document.createElement("p");
      paragraph.className = "text-danger mb-1";
      paragraph.textContent = line;
      errors.append(paragraph);
    }
  };

  // A piece of the submission before is not taken over while a new version of it is here.
  const takenOver = (draft: HTMLElement, isTaken: boolean): void => {
    const before = form.querySelector<HTMLInputElement>(`#carried-${CSS.escape(draft.dataset.replaces ?? "-")}`);
    if (before) before.checked = isTaken;
  };

  const removable = (piece: HTMLElement): void => {
    const box = piece.querySelector<HTMLInputElement>("input[type=checkbox]")!;
    const button = piece.querySelector<HTMLButtonElement>("[data-remove]")!;
    const name = piece.querySelector("[data-name]")?.textContent ?? "";
    if (!box.checked) return; // unticked on purpose: it keeps its box
    box.hidden = true;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await fetch(button.dataset.remove!, {
        method: "POST",
        headers: { "X-CSRFToken": csrfToken() },
      }).catch(() => null);
      if (answer?.ok) {
        piece.remove();
        takenOver(piece, true);
        status.textContent = said(zone.dataset.removed, name);
        input.focus();
      } else {
        button.disabled = false;
        complain(said(zone.dataset.failed, name));
      }
    });
  };

  const send = (file: File, field = "uploads"): void => {
    if (file.size > Number(zone.dataset.limit)) {
      complain(said(zone.dataset.tooLarge, file.name));
      return;
    }
    const line = document.createElement("li");
    line.className = "draft-file is-sending";
    const name = document.createElement("label");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.id = `sending-${Math.random().toString(36).slice(2)}`;
    name.htmlFor = bar.id;
    name.textContent = said(zone.dataset.sending, file.name);
    line.append(name, bar);
    pieces.append(line);
    sending += 1;

    queue = queue.then(() => sendOne(file, field, line, bar));
  };

  const sendOne = (file: File, field: string, line: HTMLElement, bar: HTMLProgressElement): Promise<void> => {
    const request = new XMLHttpRequest();
    request.open("POST", zone.dataset.upload!);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      sending -= 1;
      if (request.status !== 201) {
        line.remove();
        complain(request.status === 422 ? request.responseText : said(zone.dataset.failed, file.name));
        return;
      }
      const holder = document.createElement("template");
      holder.innerHTML = request.responseText;
      const piece = holder.content.querySelector<HTMLElement>("[data-draft]")!;
      const value = piece.querySelector<HTMLInputElement>("input")!.value;
      pieces.querySelector(`input[value="${value}"]`)?.closest("li")?.remove(); // the same file chosen twice
      if (piece.dataset.replaces) {
        for (const earlier of pieces.querySelectorAll(`[data-replaces="${piece.dataset.replaces}"]`)) earlier.remove();
        takenOver(piece, false);
      }
      line.replaceWith(piece);
      removable(piece);
      status.textContent = said(zone.dataset.arrived, file.name);
    });
    const body = new FormData();
    body.append(field, file);
    return new Promise((over) => {
      request.addEventListener("loadend", () => over());
      request.send(body);
    });
  };

  const sendAll = (files: Iterable<File>): void => {
    errors.replaceChildren();
    for (const file of files) send(file);
  };

  pieces.querySelectorAll<HTMLElement>("[data-draft]").forEach(removable);
  zone.querySelector<HTMLElement>("[data-drop-hint]")!.hidden = false;
  input.addEventListener("change", () => {
    sendAll(Array.from(input.files ?? []));
    input.value = "";
  });
  for (const replacement of form.querySelectorAll<HTMLInputElement>("[data-replacement]")) {
    replacement.addEventListener("change", () => {
      errors.replaceChildren();
      for (const file of Array.from(replacement.files ?? [])) send(file, replacement.name);
      replacement.value = "";
    });
  }
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll(Array.from((event as DragEvent).dataTransfer?.files ?? []));
  });
  form.addEventListener("submit", (event) => {
    if (sending === 0) return;
    event.preventDefault();
    errors.replaceChildren();
    complain(zone.dataset.wait ?? "");
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-submission]")) {
  saveWords(form);
  form.querySelectorAll<HTMLElement>("[data-upload]").forEach((zone) => uploads(form, zone));
}

const receipt = document.querySelector<HTMLElement>("[data-submitted]");
if (receipt) forgetWords(receipt.dataset.submitted!);

document.querySelectorAll<HTMLFormElement>("form[data-begin-review]").forEach((form) => void beginReview(form));
document.querySelectorAll<HTMLButtonElement>("button[data-copy]").forEach(offerCopy);

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

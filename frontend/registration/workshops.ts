// Keeps the places on the form those of now: what fills, a workshop or the whole event, offers its waiting list. What
// somebody chose stays chosen, and the server answers for it; nothing typed is touched.
import { type Counters, followPlaces, showWords } from "../places";

export function followWorkshops(form: HTMLFormElement): void {
  const { placesUrl, filled } = form.dataset;
  if (!placesUrl) return;
  const status = form.querySelector<HTMLElement>("[data-places-status]");
  let last: Counters | null = null;

  const show = (counters: Counters): void => {
    last = counters;
    showWords(counters);
    for (const choice of form.querySelectorAll<HTMLElement>("[data-workshop]")) {
      const filledNow = setFull(choice, counters.full.includes(choice.dataset.workshop!));
      if (filledNow && status) status.textContent = (filled ?? "").replace("{workshop}", choice.dataset.title ?? "");
    }
    form.querySelectorAll<HTMLElement>(".slot-choice").forEach(explainLines);
    const wanted = (form.dataset.wantedPlaces ?? "").split(" ");
    const alert = sayFull(wanted.every((place) => counters.full.includes(place)));
    if (alert && status && !status.textContent) status.textContent = alert;
  };

  followPlaces(placesUrl, show);
  form.addEventListener("person-added", () => {
    if (last) show(last);
  });
}

// Whether the next person joins a waiting list, by the alert above and the button below; the alert if it is new.
function sayFull(isFull: boolean): string {
  const alert = document.querySelector<HTMLElement>("div[data-when-full]");
  const isNew = isFull && alert?.hidden;
  for (const words of document.querySelectorAll<HTMLElement>("[data-when-full]")) words.hidden = !isFull;
  for (const words of document.querySelectorAll<HTMLElement>("[data-when-free]")) words.hidden = isFull;
  return isNew ? (alert.textContent ?? "").trim() : "";
}

// Whether it is a chosen one that has just filled: that must be said.
function setFull(choice: HTMLElement, isFull: boolean): boolean {
  const radio = choice.querySelector<HTMLInputElement>("input[type=radio]");
  if (!radio) return false;
  const line = lineOf(choice, isFull);
  const filledNow = isFull && radio.checked && !choice.classList.contains("is-full");
  choice.classList.toggle("is-full", isFull);
  radio.disabled = isFull && !radio.checked;
  if (line) line.hidden = !isFull && !line.querySelector("input:checked");
  return filledNow;
}

// Its waiting list; where the page came with a place left, the list is in a pattern until it is wanted.
function lineOf(choice: HTMLElement, isWanted: boolean): HTMLElement | null {
  const pattern = choice.querySelector("template");
  if (pattern && isWanted) pattern.replaceWith(pattern.content);
  return choice.querySelector<HTMLElement>("[data-line]");
}

function explainLines(slot: HTMLElement): void {
  const words = slot.querySelector<HTMLElement>("[data-lines]");
  if (words) words.hidden = !slot.querySelector("[data-line]:not([hidden])");
}

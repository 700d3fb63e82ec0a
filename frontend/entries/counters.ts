// The page of an event. Without this script it says at what time its numbers were true.
import { type Counters, followPlaces, showWords } from "../places";

const box = document.querySelector<HTMLElement>("[data-places-url]");

function show(counters: Counters): void {
  showWords(counters);
  for (const at of document.querySelectorAll("[data-places-at]")) at.textContent = counters.at;
  for (const button of document.querySelectorAll("[data-places-register]")) button.textContent = counters.register;
}

if (box) followPlaces(box.dataset.placesUrl!, show);

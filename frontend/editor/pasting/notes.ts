// Footnotes of Word and LibreOffice: a number that leads to a paragraph at the end becomes a note of ours.

// How each program calls the place of a note, from the address in the text.
const NOTES: [RegExp, (number: string) => string][] = [
  [/^#_ftn(\d+)$/, (number) => `ftn${number}`],
  [/^#_edn(\d+)$/, (number) => `edn${number}`],
  [/^#sdfootnote(\d+)sym$/, (number) => `sdfootnote${number}`],
  [/^#sdendnote(\d+)sym$/, (number) => `sdendnote${number}`],
];
const BACK = "a[href^='#_ftnref'], a[href^='#_ednref'], a.sdfootnotesym, a.sdendnotesym, a[href^='#sdfootnote'], a[href^='#sdendnote']";
const LISTS = "mso-element:\\s*(footnote|endnote)-list";
const LONGEST = 2000;

/** Puts each note where its number stands; those whose words were not copied along go. */
export function bringNotesIn(body: HTMLElement): void {
  const places = new Set<HTMLElement>();
  for (const link of body.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const address = link.getAttribute("href")!;
    const [pattern, named] = NOTES.find(([each]) => each.test(address)) ?? [];
    if (!pattern || !named || link.matches(".sdfootnotesym, .sdendnotesym")) continue;
    const place = body.querySelector<HTMLElement>(`#${named(pattern.exec(address)![1]!)}`);
    const words = place ? wordsOf(place) : "";
    if (place) places.add(place);
    const raised = link.closest("sup") ?? link;
    if (words === "") {
      raised.remove();
      continue;
    }
    const note = body.ownerDocument.createElement("sup");
    note.dataset.type = "footnote";
    note.dataset.text = words.slice(0, LONGEST);
    raised.replaceWith(note);
  }
  places.forEach((place) => place.remove());
  body.querySelectorAll<HTMLElement>("[data-style]").forEach((one) => {
    if (new RegExp(LISTS, "i").test(one.dataset.style ?? "")) one.remove();
  });
}

function wordsOf(place: HTMLElement): string {
  const copy = place.cloneNode(true) as HTMLElement;
  copy.querySelectorAll(BACK).forEach((link) => (link.closest("sup") ?? link).remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

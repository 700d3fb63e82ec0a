// Word in the browser writes each item of a list as a list of its own, and says its depth beside; titles are roles.

const ITEM = "li[data-aria-level]";

/** Whether an HTML comes from Word or OneNote in a browser. */
export function isFromWordOnline(html: string): boolean {
  return /ListContainerWrapper|class="[^"]*\bSCXW\d/.test(html);
}

/** Turns its titles and lists into those of HTML. */
export function understandWordOnline(body: HTMLElement): void {
  body.querySelectorAll<HTMLElement>("[role=heading][aria-level]").forEach((one) => {
    if (/^H[1-6]$/.test(one.tagName)) return;
    const heading = body.ownerDocument.createElement(`h${Math.min(Math.max(Number(one.getAttribute("aria-level")) || 1, 1), 6)}`);
    heading.append(...one.childNodes);
    one.replaceWith(heading);
  });
  body.querySelectorAll(".EOP").forEach((end) => end.remove());
  body.querySelectorAll("div.ListContainerWrapper").forEach((one) => one.replaceWith(...one.childNodes));
  joinLists(body);
}

function joinLists(body: HTMLElement): void {
  const open: (HTMLElement | undefined)[] = []; // the last list of each depth
  let first: Element | null = null;
  for (const list of [...body.querySelectorAll<HTMLElement>("ul, ol")]) {
    const item = list.querySelector<HTMLElement>(`:scope > ${ITEM}`);
    if (!item) continue;
    const depth = Math.max(Number(item.getAttribute("data-aria-level")) || 1, 1);
    if (first === null || list.previousElementSibling !== first) {
      open.length = 0;
      first = list;
    }
    open.length = Math.min(open.length, depth);
    const same = open[depth - 1];
    if (same && same.localName === list.localName) {
      same.append(...list.childNodes);
      list.remove();
      continue;
    }
    const above = open.slice(0, depth - 1).filter(Boolean).pop();
    if (above) above.lastElementChild!.append(list);
    else first = list;
    open[depth - 1] = list;
  }
}

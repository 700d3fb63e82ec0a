// What Word puts on the clipboard: its lists are paragraphs with a drawn bullet, its titles and notes are styles.
// (Outlook and the Office of the web do the same.) The styles stand in `data-style`, see cleaned.ts.

const LIST = /mso-list:\s*(l\d+)\s+level(\d+)\s*(lfo\d+)?/i;
const CONTINUES = /^MsoListParagraph/; // without a list of its own: a second paragraph of the item before
const TITLE = /^MsoTitle$/;
const HEADING = /mso-outline-level:\s*([1-9])/i;
const ORDERED = /^[\s\u00a0]*\(?(?:(\d+)(?:[.]\d+)*|[a-z]|[ivxlcdm]+)\s*[.)°/–-]/i;
const CONTENTS = /^MsoToc(\d|Heading)$/;
const DEEPEST = 3; // the editor's headings

/** Whether an HTML comes from Word or another program that writes like it. */
export function isFromWord(html: string): boolean {
  return /class="?Mso|mso-|urn:schemas-microsoft-com:office/i.test(html);
}

/** Turns Word's lists and titles into those of HTML; drops comments, marks of revision and what only Word reads. */
export function understandWord(body: HTMLElement): void {
  body.querySelectorAll(".MsoCommentReference, .msocomanchor, .msocomtxt, [id^=_com_], [id^=_anchor_]").forEach((one) => one.remove());
  body.querySelectorAll<HTMLElement>("[data-style]").forEach((one) => {
    if (/mso-element:\s*comment|display:\s*none|mso-hide:\s*all/i.test(styleOf(one))) one.remove();
    else if (/mso-spacerun|mso-tab-count/i.test(styleOf(one)) && one.textContent.trim() === "") one.replaceWith(" ");
    else if (one.tagName === "BR" && /page-break-before/i.test(styleOf(one))) one.remove();
  });
  body.querySelectorAll(".msoDel").forEach((one) => one.remove());
  body.querySelectorAll("o\\:p").forEach((one) => one.replaceWith(...one.childNodes));
  body.querySelectorAll("del").forEach((one) => one.remove()); // what Word's revision took out
  body.querySelectorAll("ins").forEach((one) => one.replaceWith(...one.childNodes));
  body.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6").forEach(withoutMarkers);
  makeContents(body);
  body.querySelectorAll("p").forEach(asHeading);
  makeLists(body);
  body.querySelectorAll("p").forEach((one) => {
    if (/^[\s\u00a0]*$/.test(one.textContent) && one.childElementCount === 0) one.replaceChildren();
  });
  // A picture of vectors, and bookmarks, which are links without an address.
  body.querySelectorAll("a:not([href])").forEach((one) => one.replaceWith(...one.childNodes));
}

function styleOf(element: HTMLElement): string {
  return element.dataset.style ?? "";
}

function asHeading(paragraph: HTMLElement): void {
  const outline = HEADING.exec(styleOf(paragraph))?.[1];
  const name = [...paragraph.classList].join(" ");
  const level = TITLE.test(name) ? 1 : Number(outline ?? /^(?:Titre|Heading|berschrift)([1-9])$/i.exec(name)?.[1] ?? 0);
  if (level === 0) return;
  const heading = paragraph.ownerDocument.createElement(`h${Math.min(level, DEEPEST)}`);
  withoutMarkers(paragraph);
  heading.append(...paragraph.childNodes);
  paragraph.replaceWith(heading);
}

/** "1.", "·" and the spaces after it, which Word writes as text beside the style that says so. */
function withoutMarkers(paragraph: HTMLElement): string {
  let marker = "";
  paragraph.querySelectorAll<HTMLElement>("[data-style]").forEach((one) => {
    if (!/mso-list:\s*Ignore/i.test(styleOf(one))) return;
    marker ||= one.textContent;
    one.remove();
  });
  return marker;
}

/** The lines of a table of contents make way for one that counts by itself. */
function makeContents(body: HTMLElement): void {
  let last: Element | null = null;
  for (const line of [...body.querySelectorAll<HTMLElement>("p")]) {
    if (![...line.classList].some((name) => CONTENTS.test(name))) continue;
    if (last === null || line.previousElementSibling !== last) {
      last = body.ownerDocument.createElement("nav");
      last.setAttribute("data-type", "tableOfContents");
      line.before(last);
    }
    line.remove();
  }
}

interface Open {
  list: HTMLElement;
  level: number;
  name: string;
}

/** Paragraphs of one list, one after the other, become a list; deeper ones a list in its last item. */
function makeLists(body: HTMLElement): void {
  const open: Open[] = [];
  let last: Element | null = null;
  for (const paragraph of [...body.querySelectorAll<HTMLElement>("p")]) {
    const said = LIST.exec(styleOf(paragraph));
    const follows = last !== null && paragraph.previousElementSibling === last;
    if (!said) {
      if (follows && CONTINUES.test(paragraph.className)) open[open.length - 1]!.list.lastElementChild!.append(paragraph);
      continue;
    }
    const level = Number(said[2]);
    if (!follows) open.length = 0;
    while (open.length > 0 && open[open.length - 1]!.level > level) open.pop();
    const number = ORDERED.exec(withoutMarkers(paragraph));
    const kind = number ? "ol" : "ul";
    let current = open[open.length - 1];
    const name = `${said[1]} ${said[3] ?? ""}`;
    if (current && current.level === level && (current.list.localName !== kind || (level === 1 && current.name !== name))) {
      open.pop();
      current = open[open.length - 1];
    }
    if (!current || current.level < level) {
      current = { list: beginList(paragraph, kind, Number(number?.[1] ?? 1), current), level, name };
      open.push(current);
    }
    const item = paragraph.ownerDocument.createElement("li");
    current.list.append(item);
    paragraph.removeAttribute("data-style");
    item.append(paragraph);
    last = open[0]!.list;
  }
}

/** A list in the place of its first paragraph, or in the last item of the one it is deeper than. */
function beginList(paragraph: HTMLElement, kind: string, start: number, above?: Open): HTMLElement {
  const list = paragraph.ownerDocument.createElement(kind);
  if (start > 1) list.setAttribute("start", String(start));
  if (above) above.list.lastElementChild!.append(list);
  else paragraph.before(list);
  return list;
}

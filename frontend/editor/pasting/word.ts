// What Word puts on the clipboard: its lists are paragraphs with a drawn bullet, its titles and notes are styles.
// (Outlook and the Office of the web do the same.) The styles stand in `data-style`, see cleaned.ts.

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const TITLE = /^MsoTitle$/;
const HEADING = /mso-outline-level:\s*([1-9])/i;
const ORDERED = /^[\s\u00a0]*(?:\(?(?:\d+|[a-z]|[ivxlcdm]+)[.)])/i;
const DEEPEST = 3; // the editor's headings

/** Whether an HTML comes from Word or another program that writes like it. */
export function isFromWord(html: string): boolean {
  return /class="?Mso|mso-|urn:schemas-microsoft-com:office/i.test(html);
}

/** Turns Word's lists and titles into those of HTML; drops comments, marks of revision and what only Word reads. */
export function understandWord(body: HTMLElement): void {
  body.querySelectorAll(".MsoCommentReference, .msocomanchor, .msocomtxt, [id^=_com_], [id^=_anchor_]").forEach((one) => one.remove());
  body.querySelectorAll<HTMLElement>("[data-style]").forEach((one) => {
    if (/mso-element:\s*comment|display:\s*none/i.test(styleOf(one))) one.remove();
  });
  body.querySelectorAll("o\\:p").forEach((one) => one.replaceWith(...one.childNodes));
  body.querySelectorAll("del").forEach((one) => one.remove()); // what Word's revision took out
  body.querySelectorAll("ins").forEach((one) => one.replaceWith(...one.childNodes));
  body.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6").forEach(withoutMarkers);
  body.querySelectorAll("p").forEach(asHeading);
  makeLists(body);
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

/** Paragraphs of one list, one after the other, become a list; deeper ones a list in its last item. */
function makeLists(body: HTMLElement): void {
  const open: { list: HTMLElement; level: number }[] = [];
  let last: Element | null = null;
  for (const paragraph of [...body.querySelectorAll<HTMLElement>("p")]) {
    const level = Number(LIST.exec(styleOf(paragraph))?.[2] ?? 0);
    if (level === 0) continue;
    const follows = last !== null && paragraph.previousElementSibling === last;
    if (!follows) open.length = 0;
    while (open.length > 0 && open[open.length - 1]!.level > level) open.pop();
    const kind = ORDERED.test(withoutMarkers(paragraph)) ? "ol" : "ul";
    let current = open[open.length - 1];
    if (current && current.level === level && current.list.localName !== kind) {
      open.pop();
      current = open[open.length - 1];
    }
    const item = paragraph.ownerDocument.createElement("li");
    if (!current || current.level < level) {
      const list = paragraph.ownerDocument.createElement(kind);
      if (current) {
        current.list.lastElementChild!.append(list);
        paragraph.remove();
      } else paragraph.replaceWith(list);
      current = { list, level };
      open.push(current);
    } else paragraph.remove();
    current.list.append(item);
    paragraph.removeAttribute("data-style");
    item.append(paragraph);
    last = open[0]!.list;
  }
}

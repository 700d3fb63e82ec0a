// What is pasted from Word, Excel, LibreOffice or a web page, before the schema takes what it knows of it.
// Our policy forbids style attributes, so what they say (a bold that is no <b>, a <b> that is not bold) becomes tags.
import { bringNotesIn } from "./notes";
import { isFromWord, understandWord } from "./word";
import { isFromWordOnline, understandWordOnline } from "./word-web";

const WRAPPERS: [RegExp, string][] = [
  [/(?<![-\w])font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/(?<![-\w])font-style:\s*italic/i, "em"],
  [/(?<![-\w])text-decoration[^;]*:[^;]*underline/i, "u"],
  [/(?<![-\w])text-decoration[^;]*:[^;]*line-through/i, "s"],
];
const NOT_BOLD = /(?<![-\w])font-weight:\s*(normal|[1-4]00)/i;
const INLINE = new Set(["SPAN", "FONT", "B", "I", "EM", "STRONG"]);
// Attributes that the schema knows, with values the server takes (portal/coediting/schema.py): a page's long class names
// or a cell over all of Excel's columns would end the connection of whoever pastes them.
const KEPT: Record<string, RegExp> = {
  href: /./,
  colspan: /^[1-9]\d?$/,
  rowspan: /^[1-9]\d{0,2}$/,
  align: /^(left|center|right)$/,
  start: /^\d{1,6}$/,
  type: /^[1aAiI]$/,
  "data-pm-slice": /./,
  // Of our own blocks, copied here or in another document.
  "data-type": /^(requirement\w*|footnote|mention|reference|tableOfContents|taskList|taskItem)$/,
  "data-id": /^[\w-]{1,40}$/,
  "data-code": /^[A-Z]{2,6}-\d{3,6}$/,
  "data-level": /^(mandatory|recommended|optional)$/,
  "data-checked": /^(true|false)$/,
  "data-text": /^[\s\S]{0,2000}$/,
  "data-person": /^[\w-]{1,40}$/,
  "data-label": /^.{0,200}$/,
  "data-target": /^[\w-]{1,40}$/,
  "data-width": /^\d{2,3}$/,
  src: /^\/textes\//,
  alt: /^[\s\S]{0,500}$/,
};
const LEFT_OUT =
  'script, style, meta, link, title, object, iframe, img:not([src^="/textes/"]), svg, math, template';

/** The same HTML without scripts, styles and handlers. */
export function cleaned(html: string): string {
  const inert = html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    // What only Word reads; "<!--[if !supportLists]-->" closes itself, and what follows is for everybody.
    .replace(/<!--\[if[^\]]*\]>(?!\s*(?:-->|<!-->|<!\s*-->))[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<[a-z][^>]*>/gi, withoutAttributes);
  const pasted = new DOMParser().parseFromString(inert, "text/html");
  pasted.querySelectorAll(LEFT_OUT).forEach((element) => element.remove());
  bringNotesIn(pasted.body);
  if (isFromWord(html)) understandWord(pasted.body);
  if (isFromWordOnline(html)) understandWordOnline(pasted.body);
  pasted.querySelectorAll("a[href^='#cmnt'], a[href^='#_msocom']").forEach((note) => (note.closest("sup") ?? note).remove());
  pasted.querySelectorAll("thead td").forEach(asHeader);
  pasted.querySelectorAll("sup:not([data-type]), sub").forEach(raise);
  pasted.querySelectorAll("h4, h5, h6").forEach(asDeepestHeading);
  pasted.querySelectorAll<HTMLElement>("[data-style]").forEach(styleAsTags);
  pasted.body.querySelectorAll("*").forEach(withKnownAttributes);
  return pasted.body.innerHTML;
}

/** Word and Excel write the cells of a row that repeats as all others. */
function asHeader(cell: Element): void {
  const header = cell.ownerDocument.createElement("th");
  for (const { name, value } of [...cell.attributes]) header.setAttribute(name, value);
  header.append(...cell.childNodes);
  cell.replaceWith(header);
}

const RAISED: Record<string, [string, string]> = {
  SUP: ["0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"],
  SUB: ["0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"],
};

/** The editor has no raised letters: where Unicode has them all ("m²", "CO₂") they stay, else they are plain ("1er"). */
function raise(element: Element): void {
  const [plain, raised] = RAISED[element.tagName]!;
  const letters = [...element.textContent.trim()];
  if (letters.length === 0 || !letters.every((letter) => plain.includes(letter))) return;
  element.replaceWith(letters.map((letter) => raised[plain.indexOf(letter)]).join(""));
}

/** The editor knows three levels. */
function asDeepestHeading(heading: Element): void {
  const deepest = heading.ownerDocument.createElement("h3");
  deepest.append(...heading.childNodes);
  heading.replaceWith(deepest);
}

function withoutAttributes(tag: string): string {
  return tag
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, " data-style=$1");
}

function withKnownAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (!KEPT[name]?.test(value)) element.removeAttribute(name);
  }
}

function styleAsTags(element: HTMLElement): void {
  const style = element.dataset.style ?? "";
  element.removeAttribute("data-style");
  if (/mso-element:\s*(header|footer)/i.test(style)) return element.remove();
  if (element.matches("b, strong") && NOT_BOLD.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (!INLINE.has(element.tagName)) return;
  for (const [pattern, tag] of WRAPPERS) {
    if (!pattern.test(style) || (tag === "u" && element.closest("a[href]"))) continue;
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
}

// The place an address names ("#TIC-012", "#s-…"): the server's text had it, the editor's is scrolled to it.
import type { Editor } from "@tiptap/core";
import { outline } from "./counting";

/** Scrolls to the heading or requirement of the address, now and when the address changes. */
export function bindPlace(editor: Editor): void {
  const go = (): void => {
    const at = placeOf(editor, decodeURIComponent(location.hash.slice(1)));
    if (at === null) return;
    const scroll = (): void => (editor.view.nodeDOM(at) as Element | null)?.scrollIntoView({ block: "start", behavior: "instant" });
    scroll();
    // What was far from the window is laid out only now, which moves the place.
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  };
  window.addEventListener("hashchange", go);
  go();
}

/** Where the block begins that `portal/coediting/counting.py` gives this anchor. */
function placeOf(editor: Editor, anchor: string): number | null {
  if (anchor === "") return null;
  const entries = outline(editor.state.doc, "").values();
  let place: number | null = null;
  editor.state.doc.descendants((node, at) => {
    if (place !== null) return false;
    const { name } = node.type;
    if (name === "heading" || name === "requirement") {
      const { id, label } = entries.next().value ?? { id: "", label: "" };
      const own = name === "heading" ? id && `s-${id}` : label || (id && `r-${id}`);
      if ((own || `section-${label.replaceAll(".", "-")}`) === anchor) place = at;
    }
    return !node.isTextblock && name !== "requirement";
  });
  return place;
}

// An image in the page: a button around it opens its words and its width; without words it says so.
import type { NodeViewRendererProps } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { isImageAddress } from "../nodes/blocks";
import type { Settings } from "../settings";
import { openImageDialog } from "./dialog";

export function imageView(settings: Settings): (props: NodeViewRendererProps) => NodeView {
  return ({ node, editor, getPos }) => {
    const dom = document.createElement("div");
    dom.className = "image";
    dom.contentEditable = "false";
    const picture = document.createElement("img");
    picture.draggable = false;
    dom.append(picture);
    const change = document.createElement("button");
    change.type = "button";
    change.className = "image-change";
    const missing = document.createElement("span");
    missing.className = "image-missing";
    missing.textContent = settings.words.imageWithoutWords ?? "";
    if (settings.mayWrite) dom.append(change);
    picture.addEventListener("error", () => dom.classList.add("is-lost"));
    const open = (): void => {
      const at = getPos();
      if (at !== undefined) openImageDialog(editor, at);
    };
    change.addEventListener("click", open);
    picture.addEventListener("dblclick", open);

    function show(shown: Node): void {
      const src = String(shown.attrs.src ?? "");
      const alt = String(shown.attrs.alt ?? "");
      if (isImageAddress(src) && picture.getAttribute("src") !== src) picture.src = src;
      picture.alt = alt;
      const width = Number(shown.attrs.width ?? 0);
      picture.className = width ? `width-${Math.round(width / 5) * 5}` : "";
      change.textContent = settings.words.imageChange ?? "";
      change.setAttribute("aria-label", `${settings.words.imageChange}: ${alt || (settings.words.imageWithoutWords ?? "")}`);
      if (alt === "" && settings.mayWrite) dom.append(missing);
      else missing.remove();
    }
    show(node);
    return {
      dom,
      update: (changed) => {
        if (changed.type !== node.type) return false;
        show(changed);
        return true;
      },
      stopEvent: (event) => event.target === change,
      ignoreMutation: () => true,
    };
  };
}

// Images in what was pasted: those of other texts of ours become this one's, those that came along whole are sent, those
// of other sites are left out and said so. Nothing is ever loaded from elsewhere.
import type { Editor } from "@tiptap/core";
import { isImageAddress } from "../nodes/blocks";
import type { Settings } from "../settings";
import { bring, sayLeftOut } from "./arriving";

const MOST = 20;
const WHOLE = /^data:(image\/(?:png|jpeg|gif|webp|bmp));base64,([A-Za-z0-9+/=\s]+)$/;
// Read, not parsed: the page's policy complains of styles and handlers in any document that is made of foreign HTML.
const SOURCE = /<img\b[^>]*?\ssrc\s*=\s*("([^"]*)"|'([^']*)'|([^\s>"']+))/gi;

/** After a paste of `html` at `at`. */
export function takePastedImages(editor: Editor, settings: Settings, html: string, at: number): void {
  adoptForeign(editor, settings);
  const sources = [...html.matchAll(SOURCE)].map(([, , twice, once, bare]) => twice ?? once ?? bare ?? "");
  const whole = sources.map(asFile).filter((file) => file !== undefined);
  for (const file of whole.slice(0, MOST)) void bring(editor, settings, file, Math.min(at, editor.state.doc.content.size));
  const isLeftOut = (source: string): boolean => source !== "" && !WHOLE.test(source) && !isImageAddress(source);
  if (sources.some(isLeftOut)) sayLeftOut(editor, settings, settings.words.imageElsewhere ?? "", editor.state.selection.from);
}

function asFile(source: string): File | undefined {
  const [, type, data] = WHOLE.exec(source) ?? [];
  if (!type || !data) return undefined;
  return new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], "", { type });
}

function adoptForeign(editor: Editor, settings: Settings): void {
  const own = settings.images.prefix;
  const foreign: { at: number; src: string }[] = [];
  editor.state.doc.descendants((node, at) => {
    const src = String(node.attrs.src ?? "");
    if (node.type.name === "image" && isImageAddress(src) && !src.startsWith(own)) foreign.push({ at, src });
    return !node.isTextblock;
  });
  if (foreign.length === 0) return;
  const { tr } = editor.state;
  for (const { at } of [...foreign].reverse()) tr.delete(at, at + 1);
  const places = foreign.map(({ at, src }) => ({ src, at: tr.mapping.map(at) }));
  editor.view.dispatch(tr);
  for (const { src, at } of places) void bring(editor, settings, src, at);
}

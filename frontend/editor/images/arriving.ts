// Images that are on their way stand in the page as a line with their progress; nothing of it is in the shared text,
// which gets the image once the server has it.
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { Settings } from "../settings";
import { openImageDialog } from "./dialog";
import { isImage, prepared, Refused, send } from "./sending";

type Change = { add: { id: object; at: number; line: HTMLElement } } | { remove: object };

const key = new PluginKey<DecorationSet>("arrivingImages");

/** Takes images that are dropped or pasted as files. */
export function arrivingImages(settings: Settings): Extension {
  return Extension.create({
    name: "arrivingImages",
    addProseMirrorPlugins() {
      const { editor } = this;
      const take = (files: FileList | undefined, at: number): boolean => {
        const found = [...(files ?? [])].filter(isImage);
        if (found.length === 0 || !editor.isEditable) return false;
        for (const file of found) void bring(editor, settings, file, at);
        return true;
      };
      return [
        new Plugin<DecorationSet>({
          key,
          state: { init: () => DecorationSet.empty, apply: (tr, shown) => apply(shown.map(tr.mapping, tr.doc), tr.getMeta(key), tr.doc) },
          props: {
            decorations: (state) => key.getState(state),
            handlePaste: (view, event) => {
              // Word and Excel also put a picture of what was copied beside its text.
              const hasText = event.clipboardData?.types.includes("text/html") ?? false;
              return !hasText && take(event.clipboardData?.files, view.state.selection.from);
            },
            handleDrop: (view, event, _slice, moved) => {
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              const isTaken = !moved && take(event.dataTransfer?.files, place?.pos ?? view.state.selection.from);
              if (isTaken) event.preventDefault();
              return isTaken;
            },
          },
        }),
      ];
    },
  });
}

function apply(shown: DecorationSet, change: Change | undefined, doc: EditorState["doc"]): DecorationSet {
  if (change && "add" in change) {
    const { id, at, line } = change.add;
    return shown.add(doc, [Decoration.widget(at, line, { id, side: 1, ignoreSelection: true, stopEvent: () => true })]);
  }
  if (change) return shown.remove(shown.find(undefined, undefined, (spec) => (spec as { id: object }).id === change.remove));
  return shown;
}

/** Brings a file, or an image of another text (its address), to where the block at `at` ends. */
export async function bring(editor: Editor, settings: Settings, content: File | string, at: number): Promise<void> {
  const id = {};
  const { line, progress, fail } = progressLine(settings, typeof content === "string" ? "" : content.name);
  const show = (change: Change): void => editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta("addToHistory", false));
  show({ add: { id, at: afterBlock(editor.state, at), line } });
  try {
    if (!navigator.onLine) throw new Refused(settings.words.imageOffline);
    const ready = typeof content === "string" ? content : await prepared(content, settings);
    const address = await send(ready, settings, progress);
    const place = key.getState(editor.state)?.find(undefined, undefined, (spec) => (spec as { id: object }).id === id)[0];
    show({ remove: id });
    insert(editor, address, place?.from ?? editor.state.doc.content.size);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fail(error.message, {
      again: () => {
        show({ remove: id });
        void bring(editor, settings, content, at);
      },
      leave: () => show({ remove: id }),
    });
  }
}

/** Says at a place why something pasted there was left out. */
export function sayLeftOut(editor: Editor, settings: Settings, sentence: string, at: number): void {
  const id = {};
  const { line, fail } = progressLine(settings, "");
  const show = (change: Change): void => editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta("addToHistory", false));
  fail(sentence, { leave: () => show({ remove: id }) });
  show({ add: { id, at: afterBlock(editor.state, at), line } });
}

/** An image stands between blocks: after the paragraph, or the requirement's part, where it was dropped. */
function afterBlock({ doc, schema }: EditorState, at: number): number {
  const $at = doc.resolve(Math.min(at, doc.content.size));
  for (let depth = $at.depth; depth > 0; depth--) {
    const index = $at.indexAfter(depth - 1);
    if ($at.node(depth - 1).canReplaceWith(index, index, schema.nodes.image!)) return $at.after(depth);
  }
  return $at.depth === 0 ? $at.pos : $at.after(1);
}

function insert(editor: Editor, address: string, at: number): void {
  const image = editor.schema.nodes.image!.create({ src: address });
  const place = afterBlock(editor.state, at);
  editor.view.dispatch(editor.state.tr.insert(place, image).scrollIntoView());
  const where = editor.state.doc.nodeAt(place)?.type.name === "image" ? place : undefined;
  if (where !== undefined && !document.querySelector("dialog[open]")) openImageDialog(editor, where);
}

interface Choice {
  again?: () => void;
  leave: () => void;
}

function progressLine(settings: Settings, name: string): {
  line: HTMLElement;
  progress: (share: number) => void;
  fail: (sentence: string, choice: Choice) => void;
} {
  const line = document.createElement("div");
  line.className = "arriving-image";
  line.contentEditable = "false";
  line.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = (settings.words.imageArrives ?? "").replace("%(name)s", name);
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", words.textContent);
  line.append(words, bar);
  const button = (word: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm btn-outline-secondary";
    made.textContent = settings.words[word] ?? "";
    made.addEventListener("click", act);
    return made;
  };
  return {
    line,
    progress: (share) => {
      bar.value = share;
    },
    fail: (sentence, choice) => {
      line.classList.add("is-refused");
      words.textContent = sentence;
      bar.replaceWith(...(choice.again ? [button("imageAgain", choice.again)] : []), button("imageLeave", choice.leave));
    },
  };
}


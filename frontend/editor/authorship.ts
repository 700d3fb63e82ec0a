// Who wrote the selected blocks, and when. Yjs numbers the letters of each writer; the server's log knows whose they are.
import type { Editor } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { element, type Settings } from "./settings";

interface Passage {
  client: number;
  clock: number;
  length: number;
}

interface Author {
  name: string;
  letters: number;
  when: string;
}

const MOST = 300; // passages asked about at once

/** The letters of the blocks where the selection is, as pieces that one writer wrote one after the other. */
export function selectedPassages(editor: Editor): Passage[] {
  const { type } = ySyncPluginKey.getState(editor.state) as { type: Y.XmlFragment };
  const { $from, $to } = editor.state.selection;
  const found: Passage[] = [];
  for (const block of type.toArray().slice($from.index(0), $to.index(0) + 1)) {
    if (block instanceof Y.AbstractType) collect(block as unknown as Y.AbstractType<unknown>, found);
  }
  return found.slice(0, MOST);
}

function collect(type: Y.AbstractType<unknown>, found: Passage[]): void {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentType) collect(item.content.type, found);
    else if (item.content instanceof Y.ContentString) add(found, item.id.client, item.id.clock, item.length);
  }
}

function add(found: Passage[], client: number, clock: number, length: number): void {
  const last = found[found.length - 1];
  if (last?.client === client && last.clock + last.length === clock) last.length += length;
  else found.push({ client, clock, length });
}

/** Asks the server and shows its answer. */
export async function showAuthors(editor: Editor, settings: Settings): Promise<void> {
  const list = element("authors-list");
  const said = element("authors-said");
  const passages = selectedPassages(editor);
  list.replaceChildren();
  said.textContent = settings.words.authorsAsked ?? "";
  const dialog = element<HTMLDialogElement>("authors-dialog");
  dialog.onclose = () => editor.view.focus();
  dialog.showModal();
  if (passages.length === 0) {
    said.textContent = settings.words.authorsNothing ?? "";
    return;
  }
  const asked = passages.map(({ client, clock, length }) => `${client}.${clock}.${length}`).join(",");
  const answer = await fetch(`${settings.authors}?passages=${asked}`).catch(() => undefined);
  if (!answer?.ok) {
    said.textContent = settings.words.authorsOffline ?? "";
    return;
  }
  const { authors } = (await answer.json()) as { authors: Author[] };
  said.textContent = authors.length === 0 ? (settings.words.authorsNothing ?? "") : "";
  list.replaceChildren(...authors.map((author) => line(author, settings)));
}

function line({ name, letters, when }: Author, settings: Settings): HTMLLIElement {
  const made = document.createElement("li");
  const who = document.createElement("strong");
  who.textContent = name;
  const what = document.createElement("span");
  what.textContent = ` ${(settings.words.authorsLine ?? "").replace("%(letters)s", String(letters)).replace("%(when)s", when)}`;
  made.append(who, what);
  return made;
}

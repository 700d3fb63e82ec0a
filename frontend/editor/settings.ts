// What the page tells the script (portal/coediting/editor.py): where the text is, who writes, and every word it shows.
export interface Settings {
  socket: string;
  document: string;
  epoch: number;
  name: string;
  person: string; // the account, as the device knows it
  author: string; // the account, as suggestions and comments name it
  mayWrite: boolean; // or suggest
  mode: "write" | "comment" | "read"; // what the page was made for
  requirements: boolean;
  login: string;
  images: { address: string; prefix: string; largest: number }; // where they are sent, where this text's lie, bytes
  readers: string; // answers who can be mentioned
  authors: string; // answers who wrote a passage
  words: Record<string, string>;
}

export function readSettings(): Settings {
  const holder = document.getElementById("editor-settings");
  if (!holder?.textContent) throw new Error("The page carries no editor-settings.");
  return JSON.parse(holder.textContent) as Settings;
}

/** The element with this id, which the page's template promises. */
export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as T;
}

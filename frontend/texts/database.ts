// What a device keeps of co-edited texts: one database for each account, so that nobody meets another one's texts.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";

/** The copy of one text of the server: `epoch` and `schema` say which text it is a copy of. */
export interface CopyState {
  id: string;
  document: string;
  epoch: number;
  schema: number;
  isWhole: boolean; // the text has been here in full once: it can be opened without network
  title: string;
  address: string;
  at: number;
}

interface Change {
  copy: string;
  data: Uint8Array;
}

/** What was typed and can no longer be merged: kept to be copied, until it is dismissed. */
export interface Kept {
  id: string;
  document: string;
  title: string;
  address: string;
  why: string;
  at: number;
  html: string;
  text: string;
  content: unknown; // the same as the editor's JSON
}

interface Schema extends DBSchema {
  copies: { key: string; value: CopyState };
  changes: { key: number; value: Change; indexes: { copy: string } };
  pending: { key: string; value: Change; indexes: { copy: string } }; // of the changes, what the server has not saved
  kept: { key: string; value: Kept };
}

export type Texts = IDBPDatabase<Schema>;
export const STORES = ["copies", "changes", "pending", "kept"] as const;

const PREFIX = "texts-";

/** The account's database. Rejects where the browser keeps nothing (private windows, no room). */
export async function openTexts(person: string): Promise<Texts> {
  return openDB<Schema>(PREFIX + person, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("copies", { keyPath: "id" });
      fresh.createObjectStore("changes", { autoIncrement: true }).createIndex("copy", "copy");
      fresh.createObjectStore("pending").createIndex("copy", "copy");
      fresh.createObjectStore("kept", { keyPath: "id" });
    },
    // The account logs out in another tab: this page lets go of what is being removed.
    blocking(_before, _after, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

/** The accounts that this browser keeps texts of; none where it does not tell. */
export async function accountsHere(): Promise<string[]> {
  const found = (await indexedDB.databases?.()) ?? [];
  return found.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}

/** Removes everything the device keeps for an account. */
export async function removeTexts(person: string): Promise<void> {
  await deleteDB(PREFIX + person);
}

/** Removes a copy with its changes, and adds what was saved out of it, at once or not at all. */
export async function dropCopy(texts: Texts, copy: string, rescued?: Kept): Promise<void> {
  const writing = texts.transaction(STORES, "readwrite");
  // Another tab may have been first: what it took out is not kept twice.
  const isHere = (await writing.objectStore("copies").get(copy)) !== undefined;
  for (const name of ["changes", "pending"] as const) {
    const rows = writing.objectStore(name);
    for (const key of await rows.index("copy").getAllKeys(copy)) void rows.delete(key as never);
  }
  void writing.objectStore("copies").delete(copy);
  if (rescued && isHere) void writing.objectStore("kept").put(rescued);
  await writing.done;
}

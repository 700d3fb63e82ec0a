// Stores a document's life in a rival's database, as its server would have: `fill.mjs y_websocket|hocuspocus NAME UPDATES`.
// UPDATES is a file of Yjs updates, each after its length in four bytes (big endian). FOLDER is the rival's.
import { readFileSync } from "node:fs";

import { LeveldbPersistence } from "y-leveldb";
import Database from "better-sqlite3";
import * as Y from "yjs";

const [rival, name, path] = process.argv.slice(2);
const folder = process.env.FOLDER;

function* updates() {
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    yield new Uint8Array(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}

if (rival === "y_websocket") {
  const store = new LeveldbPersistence(`${folder}/leveldb`);
  for (const update of updates()) await store.storeUpdate(name, update);
  await store.destroy();
} else {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates()) Y.applyUpdate(doc, update);
  });
  const database = new Database(`${folder}/hocuspocus.sqlite`);
  database.prepare('INSERT OR REPLACE INTO "documents" ("name", "data") VALUES (?, ?)').run(name, Y.encodeStateAsUpdate(doc));
  database.close();
}

// The page of a document: the text of the server is replaced by the shared one as soon as it has arrived.
import * as Y from "yjs";
import { Connection, type Ending } from "./connection";
import { Notice, type Offer } from "./notice";
import { showPresence } from "./presence";
import { element, readSettings } from "./settings";
import { makeEditor, writeBelow } from "./text";
import { bindToolbar } from "./toolbar";

const ENDINGS: Record<Ending, { word: string; offer: Offer }> = {
  loggedOut: { word: "loggedOut", offer: { copy: true, login: true, reload: true } },
  noRight: { word: "noRight", offer: { copy: true } },
  gone: { word: "gone", offer: { copy: true } },
  otherVersion: { word: "otherVersion", offer: { copy: true, reload: true } },
  tooLarge: { word: "tooLarge", offer: { copy: true, reload: true } },
  tooFast: { word: "tooFast", offer: { copy: true, reload: true } },
  refused: { word: "refused", offer: { copy: true, reload: true } },
};

export function start(): void {
  const settings = readSettings();
  const place = element("text");
  const state = element("save-state");
  const doc = new Y.Doc();
  const connection = new Connection(settings, doc);
  const shared = document.createElement("div");
  const editor = makeEditor(shared, doc, connection.awareness, document.title);
  const notice = new Notice(settings, editor);
  let mayWrite = settings.mayWrite;
  let isBound = false;

  function show(name: string): void {
    state.dataset.state = name;
    state.textContent = settings.words[name] ?? "";
    state.hidden = false;
  }

  /** The first whole text has come: from now on one writes, also while the connection is away. */
  function bind(): void {
    if (isBound) return;
    isBound = true;
    place.replaceChildren(shared);
    editor.setEditable(mayWrite, false);
    if (mayWrite) {
      bindToolbar(editor);
      writeBelow(place, editor);
    }
    connection.introduce(settings.name);
    showPresence(element("presence"), connection.awareness, settings);
  }

  connection.onState = (name) => {
    show(mayWrite || name !== "saved" ? name : "reading");
    if (name === "unsaved") notice.show("offline");
    else if (name === "saved") notice.hide();
  };
  connection.onText = bind;
  connection.onMode = (write, word) => {
    if (mayWrite && !write) notice.show(word, { copy: true, reload: word === "outdated" });
    mayWrite = write;
    editor.setEditable(isBound && write);
    show(write ? "saved" : "reading");
  };
  connection.onEnd = (ending) => {
    const { word, offer } = ENDINGS[ending];
    if (ending === "otherVersion" && connection.isSaved) location.reload();
    mayWrite = false;
    editor.setEditable(false);
    notice.show(word, offer);
    show("closed");
  };
  window.addEventListener("beforeunload", (event) => {
    if (!connection.isSaved) event.preventDefault();
  });
  show("connecting");
  connection.start();
}

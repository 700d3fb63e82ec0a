// The page of a document: the text of the server is replaced by the shared one as soon as it has arrived.
import * as Y from "yjs";
import { Device } from "../texts/device";
import { bindTalk } from "./comments/bind";
import { Connection, type Ending } from "./connection";
import { Notice, type Offer } from "./notice";
import { bindPlace } from "./place";
import { showPresence } from "./presence";
import { element, readSettings, type Settings } from "./settings";
import { standingNow } from "./standing";
import { makeEditor, writeBelow } from "./text";
import { bindToolbar } from "./toolbar";
import { bindTools } from "./tools";

const OFFERS: Record<Ending, Offer> = {
  loggedOut: { copy: true, login: true },
  otherAccount: { copy: true, reload: true },
  noRight: { copy: true },
  gone: { copy: true },
  otherVersion: { copy: true, reload: true },
  tooLarge: { copy: true, reload: true },
  tooFast: { copy: true, reload: true },
  notTaken: { copy: true, reload: true },
  notSuggested: { copy: true, reload: true },
};
const MODES = ["read", "comment", "write"]; // each may do more than the one before
const CALM = 400; // ms: "saved" waits a moment, so that the words do not flicker under each key; "saving" never does
const ENDED = "text-ended";
const SAID_AFTER: Partial<Record<Ending, string>> = { otherVersion: "replaced", tooLarge: "full" };
const PATIENCE = 2_000; // ms without the server before the page says so

export async function start(): Promise<void> {
  const settings = readSettings();
  element("without-script").remove();
  const place = element("text");
  const doc = new Y.Doc();
  const device = await Device.open(settings, doc);
  const connection = new Connection(settings, doc, device.copy);
  const shared = document.createElement("div");
  const editor = makeEditor(shared, doc, connection.awareness, settings);
  const hint = settings.words[settings.requirements ? "hintRequirements" : "hintText"] ?? "";
  shared.style.setProperty("--hint", JSON.stringify(hint));
  const notice = new Notice(settings, editor);
  const before = takeEnding(settings.document);
  if (before) notice.show(before, { close: true });
  let mayWrite = settings.mayWrite;
  let isBound = false;
  let isAway = false;
  let isPromised = false; // the banner says that one may do more than this page was made for
  let last = MODES.indexOf(settings.mode);
  let ending: Ending | undefined;

  /** The first whole text has come: from now on one writes, also while the connection is away. */
  function bind(): void {
    if (isBound) return;
    isBound = true;
    place.replaceChildren(shared);
    editor.setEditable(mayWrite, false);
    if (settings.mayWrite) {
      bindToolbar(editor);
      bindTools(editor, settings);
      if (settings.mode === "write") writeBelow(place, editor);
    }
    connection.introduce(settings.name);
    bindTalk(editor, settings, connection, () => mayWrite);
    showPresence(element("presence"), connection.awareness, settings);
    bindPlace(editor);
  }

  const showState = stateLine(settings);
  let patience = 0;
  connection.onText = () => {
    bind();
    device.keepSoon(() => connection.isConnected);
  };
  connection.onState = (state) => {
    if (ending) return;
    showState(state);
    if (state !== "unsaved" && state !== "away") {
      window.clearTimeout(patience);
      patience = 0;
      if (isAway) notice.hide();
      isAway = false;
    } else if (!patience) {
      patience = window.setTimeout(() => {
        isAway = true;
        notice.show(isBound && mayWrite ? device.offlineWord : "cannotConnect");
      }, PATIENCE);
    }
  };
  connection.onMode = (mode, why) => {
    if (ending || isAway) notice.hide();
    const wasAway = isAway; // its banner took the place of what is said here
    isAway = false;
    ending = undefined;
    const [now, shown] = [MODES.indexOf(mode), MODES.indexOf(settings.mode)];
    if (now > shown) notice.show("mayWriteNow", { reload: true });
    // Closed for a while (a consultation, a text put aside) and open again: one goes on, and the page says where it is.
    // Open for a while and closed again: what the banner promised is over.
    const isBack = now === shown && ((settings.mayWrite && !mayWrite) || isPromised);
    if (isBack) notice.hide();
    if (isBack || now > shown) void standingNow();
    // A page made for writing is not one for suggestions: what is typed in it would be refused.
    if (now < shown && (mayWrite || now !== last || wasAway)) {
      notice.show(now > 0 ? "mayOnlySuggest" : why, { copy: true, reload: now > 0 || why === "outdated" });
      if (why === "readOnlyNow") void standingNow().then((words) => words && notice.say(words));
    }
    isPromised = now > shown;
    last = now;
    mayWrite = now > 0 && now >= shown && settings.mayWrite;
    editor.setEditable(isBound && mayWrite);
    device.copy.mayWrite = mayWrite;
    if (!mayWrite && device.copy.isUnsaved) void device.ended(why === "outdated" ? "outdated" : "readOnlyNow");
  };
  connection.onSize = device.saySize;
  connection.onEnd = (reason) => {
    ending = reason;
    window.clearTimeout(patience);
    editor.setEditable(false);
    // The text was replaced on the server: this copy must not be merged into it, which would bring everything twice.
    keepEnding(settings.document, reason);
    if (reason === "otherVersion" && connection.isSaved) return location.reload();
    showState("closed");
    notice.show(reason, OFFERS[reason]);
    void device.ended(reason);
  };
  window.addEventListener("beforeunload", (event) => {
    if (!connection.isSaved && !device.isLeaving) event.preventDefault();
  });
  showState("connecting");
  if (device.copy.isWhole) bind();
  connection.start();
}

/** Shows the state in words; the text never says "saved" while anything is not. */
function stateLine(settings: Settings): (state: string) => void {
  const line = element("save-state");
  let calm = 0;

  function write(state: string): void {
    line.dataset.state = state;
    line.textContent = settings.words[state] ?? "";
    line.hidden = false;
  }
  return (state) => {
    window.clearTimeout(calm);
    if (state === "saved" && line.dataset.state === "saving") calm = window.setTimeout(() => write(state), CALM);
    else write(state);
  };
}

/** Remembers why the page is loaded anew, so that it says so then; a browser that keeps nothing does it unannounced. */
function keepEnding(document: string, reason: Ending): void {
  try {
    if (SAID_AFTER[reason]) sessionStorage.setItem(ENDED, `${document} ${SAID_AFTER[reason]}`);
    history.scrollRestoration = "manual"; // the sentence stands above the text
  } catch {
    return;
  }
}

/** The sentence for what was remembered for this text, once. */
function takeEnding(document: string): string | undefined {
  history.scrollRestoration = "auto";
  try {
    const [of, word] = (sessionStorage.getItem(ENDED) ?? "").split(" ");
    sessionStorage.removeItem(ENDED);
    return of === document ? word : undefined;
  } catch {
    return undefined;
  }
}

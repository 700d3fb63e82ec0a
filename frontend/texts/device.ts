// The page's link with its device: the copy of the text, what was kept of it, and the page itself, so that it opens
// without network.
import { getSchema } from "@tiptap/core";
import type * as Y from "yjs";
import type { Ending } from "../editor/connection";
import { SCHEMA_VERSION, textExtensions } from "../editor/schema";
import { element, type Settings } from "../editor/settings";
import { LocalCopy } from "./copy";
import { KeptPanel } from "./panel";
import { forgetPage, keepPage } from "./worker-link";

type Reason = Ending | "readOnlyNow" | "outdated";

// What was not saved can never be, in these cases; in the others it waits on the device.
const LOST: Reason[] = ["noRight", "gone", "otherVersion", "tooLarge", "notTaken", "readOnlyNow", "outdated"];
const SOON = 500; // ms after the text: the page is asked for once more, to be kept

export class Device {
  isLeaving = false; // the page is loaded anew, with what was typed kept
  private isPageKept = false;

  private constructor(
    readonly copy: LocalCopy,
    private readonly panel: KeptPanel,
    private readonly settings: Settings,
  ) {}

  /** Opens it, puts the copy into `doc`, and shows what was kept before. */
  static async open(settings: Settings, doc: Y.Doc): Promise<Device> {
    const title = document.querySelector("h1")?.textContent?.trim() ?? document.title;
    const about = { ...settings, schema: SCHEMA_VERSION, title, address: location.pathname };
    const copy = await LocalCopy.open(about, doc, getSchema(textExtensions()), settings.mayWrite);
    const device = new Device(copy, new KeptPanel(settings.person, settings.words, settings.document), settings);
    await device.panel.show();
    copy.onBroken = () => device.sayBroken();
    if (copy.isBroken) device.sayBroken();
    return device;
  }

  /** The whole text has come: the page is kept once, where the server still answers. */
  keepSoon(isConnected: () => boolean): void {
    if (this.isPageKept || this.copy.isBroken) return;
    setTimeout(() => {
      if (this.isPageKept || !isConnected()) return;
      this.isPageKept = true;
      void keepPage(this.settings);
    }, SOON);
  }

  /** The sentence for somebody who writes without connection. */
  get offlineWord(): string {
    return this.copy.isBroken ? "offlineInMemory" : "offline";
  }

  /** The document will not take what was not saved, or may not be kept here: returns whether the page is loaded anew. */
  async ended(reason: Reason): Promise<boolean> {
    const isGone = reason === "noRight" || reason === "gone";
    if (!LOST.includes(reason)) return false;
    const wasKeeping = !this.copy.isBroken;
    const kept = this.copy.isUnsaved ? await this.copy.rescue(reason) : undefined;
    if (isGone) await this.copy.drop();
    if (isGone) await forgetPage(this.settings);
    if (kept && (isGone || !wasKeeping)) this.panel.add(kept);
    if (isGone || !wasKeeping || !kept) return false;
    this.isLeaving = true;
    location.reload();
    return true;
  }

  /** The document is nearly full: said before nothing can be added. */
  readonly saySize = (used: number, limit: number): void => {
    const { lang } = document.documentElement;
    const percent = (Math.min(used, limit) / limit).toLocaleString(lang, { style: "percent" });
    this.say("size-state", (this.settings.words.nearlyFull ?? "").replace("%(percent)s", percent));
  };

  private say(place: string, words: string): void {
    const line = element(place);
    line.textContent = words;
    line.hidden = false;
  }

  private sayBroken(): void {
    this.say("device-state", this.settings.words.notKept ?? "");
  }
}

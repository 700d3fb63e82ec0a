// The page of what this device keeps: texts not sent yet, and passages that could not be saved.
import { accountsHere, openTexts } from "../texts/database";
import { KeptPanel } from "../texts/panel";

const settings = JSON.parse(document.getElementById("kept-settings")!.textContent!) as {
  person: string;
  words: Record<string, string>;
};

async function start(): Promise<void> {
  const count = await new KeptPanel(settings.person, settings.words).show();
  const unsent = (await accountsHere()).includes(settings.person) ? await showUnsent() : 0;
  document.getElementById("kept-none")!.hidden = count + unsent > 0;
}

/** Texts that wait to be sent: opening them is enough. */
async function showUnsent(): Promise<number> {
  const texts = await openTexts(settings.person);
  const waiting = new Set((await texts.getAll("pending")).map(({ copy }) => copy));
  const copies = (await texts.getAll("copies")).filter(({ id }) => waiting.has(id));
  texts.close();
  const list = document.getElementById("unsent")!;
  for (const { title, address } of copies) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.querySelector("ul")!.append(item);
  }
  list.hidden = copies.length === 0;
  return copies.length;
}

void start();

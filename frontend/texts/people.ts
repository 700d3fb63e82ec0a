// On every page: the device keeps texts for the account that is logged in, for nobody after the log-out, and it says what
// still waits.
import { accountsHere, openTexts, removeTexts } from "./database";
import { forgetDrafts } from "./drafts";
import { forgetPages } from "./worker-link";

const PATIENCE = 3_000; // ms: nobody is kept from logging out

/** What waits on this device for an account: texts not sent yet, and passages that could not be saved. */
async function waiting(person: string): Promise<number> {
  if (!(await accountsHere()).includes(person)) return 0;
  const texts = await openTexts(person);
  const unsent = new Set((await texts.getAll("pending")).map(({ copy }) => copy.split(" ")[0]));
  const kept = await texts.count("kept");
  texts.close();
  return unsent.size + kept;
}

/** Removes what the others' accounts have here; what was typed and never saved stays theirs, unseen, until they return. */
async function forgetOthers(person: string): Promise<void> {
  await forgetPages((other) => other !== person);
  for (const other of (await accountsHere()).filter((one) => one !== person)) {
    if ((await waiting(other)) === 0) await removeTexts(other);
  }
}

async function forget(person: string): Promise<void> {
  forgetDrafts(person);
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([Promise.all([forgetPages((one) => one === person), removeTexts(person)]), late]);
}

/** The log-out removes what the device keeps; it asks first where something would be lost. */
function logOut(form: HTMLFormElement, person: string): void {
  let isDone = false;
  form.addEventListener("submit", (event) => {
    if (isDone) return;
    event.preventDefault();
    const submit = () => {
      isDone = true;
      form.submit();
    };
    void waiting(person)
      .catch(() => 0)
      .then(async (count) => {
        if (count && !window.confirm(form.dataset.unsaved)) return;
        await forget(person).catch(() => undefined);
        submit();
      });
  });
}

const forms = document.querySelectorAll<HTMLFormElement>("form[data-person]");
const person = forms[0]?.dataset.person;
if (person && "indexedDB" in globalThis) {
  forms.forEach((form) => logOut(form, person));
  const link = document.querySelector<HTMLElement>("[data-kept-texts]");
  void forgetOthers(person)
    .then(() => waiting(person))
    .then((count) => {
      if (link && !document.getElementById("kept")) link.hidden = count === 0;
    })
    .catch(() => undefined); // a browser that keeps nothing has nothing to remove
}

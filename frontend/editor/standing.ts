// What the page says of where its text stands (a draft, in consultation): brought up to date once that has changed.
import { element } from "./settings";

/** Takes the head of the page as the server shows it now; returns why nobody writes in the text, or nothing. */
export async function standingNow(): Promise<string> {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const standing = page.getElementById("standing");
    if (!standing) return "";
    element("standing").replaceChildren(...standing.childNodes);
    return standing.dataset.why ?? "";
  } catch {
    return ""; // away: the sentence that is shown is true without it
  }
}

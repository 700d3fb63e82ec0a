// Who is here: names with the colour of their caret, oneself first.
import type { Awareness } from "y-protocols/awareness";
import { colourClass, nameOf } from "./carets";
import type { Settings } from "./settings";

export function showPresence(list: HTMLElement, awareness: Awareness, settings: Settings): void {
  const own = awareness.clientID;

  function line(client: number, name: string): HTMLLIElement {
    const item = document.createElement("li");
    item.className = `person ${colourClass(client)}`;
    item.textContent = client === own ? (settings.words.you ?? "").replace("%(name)s", name) : name;
    return item;
  }

  function show(): void {
    const others = [...awareness.getStates()]
      .map(([client, state]) => ({ client, name: nameOf(state) }))
      .filter(({ client, name }) => client !== own && name !== "")
      .sort((a, b) => a.name.localeCompare(b.name) || a.client - b.client);
    list.replaceChildren(line(own, settings.name), ...others.map(({ client, name }) => line(client, name)));
  }

  awareness.on("change", show);
  show();
}

// The screens on which an event is prepared: what a script makes easier there. They work whole without it.
import { offerCopy } from "../preparing/copy";
import { followKind } from "../preparing/rows";

document.querySelectorAll<HTMLElement>("[data-rows-kinds]").forEach(followKind);
document.querySelectorAll<HTMLButtonElement>("button[data-copied]").forEach(offerCopy);

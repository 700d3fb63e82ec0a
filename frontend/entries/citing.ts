// What a page offers to copy with one click: the citation of an adopted version, words that could not be sent.
import { offerCopy } from "../preparing/copy";

document.querySelectorAll<HTMLButtonElement>("button[data-copied]").forEach(offerCopy);

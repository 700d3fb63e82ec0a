// The page of an adopted version: its citation is copied with one click.
import { offerCopy } from "../preparing/copy";

document.querySelectorAll<HTMLButtonElement>("button[data-copied]").forEach(offerCopy);

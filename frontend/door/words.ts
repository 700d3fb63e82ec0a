// The words the page shows, from the one catalogue (events/door_words.py).
import { hour } from "../hours";

export type Words = Record<string, string> & { answers: Record<string, string> };

export function readWords(): Words {
  return JSON.parse(document.getElementById("door-words")!.textContent!) as Words;
}

export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export function whenAndWhere(words: Words, moment: number, door: string): string {
  return filled(door ? words.at_door! : words.at!, { time: hour(moment), door });
}

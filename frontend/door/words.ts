// The words the page shows, from the one catalogue (events/door_words.py), and moments in Paris whatever the device's zone.
export type Words = Record<string, string> & { answers: Record<string, string> };

export function readWords(): Words {
  return JSON.parse(document.getElementById("door-words")!.textContent!) as Words;
}

export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

const CLOCK = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });

export function clock(moment: number): string {
  return CLOCK.format(new Date(moment));
}

export function whenAndWhere(words: Words, moment: number, door: string): string {
  return filled(door ? words.at_door! : words.at!, { time: clock(moment), door });
}

// What a QR code says: "<event>.<registration>", both identifiers of 22 letters.
export type Ticket = { person: string } | { wrong: "unknown" | "other_event" };

export function readTicket(text: string, event: string): Ticket {
  const found = /^([\w-]{22})\.([\w-]{22})$/.exec(text.trim());
  if (!found) return { wrong: "unknown" };
  return found[1] === event ? { person: found[2]! } : { wrong: "other_event" };
}

// Hours and moments in words, in Paris whatever the device's zone, as portal/hours says them: « 14 h », « 8 h 30 ».
const zone = { timeZone: "Europe/Paris" } as const;

export function hour(at: number | string | Date): string {
  const [hours, minutes] = new Intl.DateTimeFormat("fr-FR", { ...zone, hour: "numeric", minute: "2-digit" })
    .format(new Date(at))
    .split(":") as [string, string];
  if (document.documentElement.lang !== "fr") return `${hours}:${minutes}`;
  return minutes === "00" ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

export function moment(at: number | string | Date, dateStyle: "short" | "long" = "long"): string {
  const lang = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(lang, { ...zone, dateStyle }).format(new Date(at));
  return lang === "fr" ? `${day} à ${hour(at)}` : `${day}, ${hour(at)}`;
}

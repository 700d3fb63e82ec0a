// A sentence of the page about one file.
export function said(sentence: string | undefined, name: string): string {
  return (sentence ?? "").replace("{name}", name);
}

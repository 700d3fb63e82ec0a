// Text made comparable, exactly as portal/text.py does it.
const LETTERS: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l" };

export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[œæßøđł]/g, (letter) => LETTERS[letter]!)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// French signs as they are typed: the blanks that keep a sign on its line, the apostrophe, the quotation marks.
// Backspace right after gives back what was typed; in English pages nothing changes.
import { Extension, InputRule } from "@tiptap/core";

const NARROW = "\u202f"; // before ; ! ?
const BLANK = "\u00a0"; // before : and %, inside « »

const RULES: [RegExp, (before: string, sign: string) => string][] = [
  [/(\S) ([;!?])$/, (before, sign) => before + NARROW + sign],
  [/(\S) ([:%»€])$/, (before, sign) => before + BLANK + sign],
  [/(«)( )$/, (before) => before + BLANK],
  [/(\p{L})(')$/u, (before) => `${before}’`],
  [/(^|[\s(])(")$/, (before) => `${before}«${BLANK}`],
  [/([^\s(«])(")$/, (before) => `${before}${BLANK}»`],
];

export const FrenchSigns = Extension.create({
  name: "frenchSigns",
  addInputRules() {
    if (document.documentElement.lang !== "fr") return [];
    return RULES.map(
      ([find, written]) =>
        new InputRule({
          find,
          handler: ({ state, range, match }) => {
            state.tr.insertText(written(match[1] ?? "", match[2] ?? ""), range.from, range.to);
          },
        }),
    );
  },
});

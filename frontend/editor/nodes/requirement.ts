// The requirement: a code that the server gives, a level, and three parts. It stands only at the top of the text.
import { mergeAttributes, Node } from "@tiptap/core";
import { dataAttribute, oneOf } from "./attributes";

export const LEVELS = ["mandatory", "recommended", "optional"] as const;
export const PARTS = ["requirementStatement", "requirementCheck", "requirementRationale"] as const;
export type Part = (typeof PARTS)[number];

export const Requirement = Node.create({
  name: "requirement",
  group: "top",
  content: PARTS.join(" "),
  isolating: true,
  defining: true,
  addAttributes: () => ({
    id: dataAttribute("id"),
    code: dataAttribute("code"),
    level: dataAttribute("level", LEVELS[0], oneOf(...LEVELS)),
  }),
  parseHTML: () => [{ tag: "section[data-type=requirement]" }],
  renderHTML: ({ HTMLAttributes }) => ["section", mergeAttributes(HTMLAttributes, { "data-type": "requirement" }), 0],
});

function part(name: Part, content: string): Node {
  return Node.create({
    name,
    content,
    isolating: true,
    defining: true,
    selectable: false,
    parseHTML: () => [{ tag: `div[data-type=${name}]` }],
    renderHTML: () => ["div", { "data-type": name }, 0],
  });
}

const WITH_LISTS = "(paragraph | bulletList | orderedList)+";

export const RequirementStatement = part("requirementStatement", WITH_LISTS);
export const RequirementCheck = part("requirementCheck", WITH_LISTS);
export const RequirementRationale = part("requirementRationale", "paragraph+");

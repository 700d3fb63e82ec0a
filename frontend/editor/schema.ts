// What a co-edited text may hold. The server reads the same schema from portal/coediting/schema.json
// (`npm run schema` writes it); raise SCHEMA_VERSION whenever that file changes in meaning.
import { Extension, getSchema, type Extensions } from "@tiptap/core";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { dataAttribute } from "./nodes/attributes";
import { Image, TableOfContents, Text } from "./nodes/blocks";
import { Footnote, Mention, Reference } from "./nodes/inline";
import { Comment, Deletion, Insertion, Modification } from "./nodes/marks";
import { Requirement, RequirementCheck, RequirementRationale, RequirementStatement } from "./nodes/requirement";

export const SCHEMA_VERSION = 2;
export const HEADING_LEVELS = [1, 2, 3] as const;
export const FIELD = "content";

const LONGEST_ADDRESS = 2000; // as in portal/coediting/schema.py: what the server refuses must not get in here

/** Whether a link may lead there. */
export function isAddress(address: string): boolean {
  return address.length <= LONGEST_ADDRESS && /^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(address);
}

const PROTOCOLS = ["http", "https", "mailto", "tel"];

/** A heading is known by its `id`, wherever it moves: its number is only counted. */
const HeadingIds = Extension.create({
  name: "headingIds",
  addGlobalAttributes: () => [{ types: ["heading"], attributes: { id: { ...dataAttribute("id"), keepOnSplit: false } } }],
});

/** The nodes and marks, in the order of the schema; behaviour that belongs to one page is added elsewhere. */
export function textExtensions(): Extensions {
  return [
    Text,
    StarterKit.configure({
      document: false,
      code: false,
      codeBlock: false,
      heading: { levels: [...HEADING_LEVELS] },
      link: {
        openOnClick: false,
        enableClickSelection: false,
        defaultProtocol: "https",
        protocols: PROTOCOLS,
        isAllowedUri: (address, { defaultValidate }) => defaultValidate(address) && isAddress(address),
        HTMLAttributes: { target: null, rel: null, class: null },
      },
      // Shared documents: the undo of Collaboration knows whose change it takes back, and a paragraph that
      // appends itself would be written once by every reader.
      undoRedo: false,
      trailingNode: false,
      dropcursor: { color: false, class: "editor-drop" },
    }),
    HeadingIds,
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    TaskList,
    TaskItem.configure({ nested: true }),
    Requirement,
    RequirementStatement,
    RequirementCheck,
    RequirementRationale,
    Image,
    TableOfContents,
    Footnote,
    Mention,
    Reference,
    Comment,
    Insertion,
    Deletion,
    Modification,
  ];
}

type Spec = Record<string, unknown>;
const KEPT = ["content", "marks", "group", "inline", "atom", "defining", "isolating", "tableRole", "inclusive", "excludes"];

function plain(spec: Spec): Spec {
  const kept: Spec = {};
  for (const name of KEPT) if (spec[name] !== undefined) kept[name] = spec[name];
  const attributes = Object.entries((spec.attrs ?? {}) as Record<string, Spec>);
  if (attributes.length > 0) {
    kept.attrs = Object.fromEntries(
      attributes.map(([name, attribute]) => [name, "default" in attribute ? { default: attribute.default ?? null } : {}]),
    );
  }
  return kept;
}

/** The schema as JSON: nodes and marks in order, without anything of the DOM. */
export function schemaAsJson(): Spec {
  const schema = getSchema(textExtensions());
  const nodes: Record<string, Spec> = {};
  const marks: Record<string, Spec> = {};
  for (const [name, type] of Object.entries(schema.nodes)) nodes[name] = plain(type.spec as Spec);
  for (const [name, type] of Object.entries(schema.marks)) marks[name] = plain(type.spec as Spec);
  return { version: SCHEMA_VERSION, nodes, marks };
}

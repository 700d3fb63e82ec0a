// Each heading and requirement has an id that references name. What comes without one gets one; a pasted double gets
// another, and no code: the server gives it the next.
import { Extension } from "@tiptap/core";
import { isChangeOrigin } from "@tiptap/extension-collaboration";
import type { Node } from "@tiptap/pm/model";
import { Plugin, type EditorState, type Transaction } from "@tiptap/pm/state";
import { newId } from "./requirement-keys";

const KINDS = new Set(["heading", "requirement"]);

export const Ids = Extension.create({
  name: "ids",
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: withIds })],
});

function withIds(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  // What others wrote is theirs to name: two pages that name the same block would each change it.
  const own = transactions.filter((transaction) => transaction.docChanged && !isChangeOrigin(transaction));
  if (!own.some(bringsBlocks)) return null;
  const kept = keepers(transactions, before);
  const tr = after.tr;
  const seen = new Set<string>();
  const found = named(after.doc);
  const inPlace = new Set(found.filter(({ id, at }) => kept.get(id) === at).map(({ id }) => id));
  for (const { node, at, id } of found) {
    const isDouble = seen.has(id) || (inPlace.has(id) && kept.get(id) !== at);
    if (id !== "" && !isDouble) {
      seen.add(id);
      continue;
    }
    tr.setNodeAttribute(at, "id", newId());
    if (isDouble && node.type.name === "requirement") tr.setNodeAttribute(at, "code", null);
  }
  return tr.docChanged ? tr : null;
}

/** Whether a change brought whole blocks; most only bring letters, and a long text is not looked through for those. */
function bringsBlocks(transaction: Transaction): boolean {
  return transaction.steps.some((step) => {
    const slice = (step as unknown as { slice?: { content: { firstChild: Node | null } } }).slice;
    return slice?.content.firstChild?.isBlock === true;
  });
}

/** Where the blocks that were there before stand now, by id: they keep it. */
function keepers(transactions: readonly Transaction[], before: EditorState): Map<string, number> {
  const places = new Map<string, number>();
  for (const { id, at } of named(before.doc)) {
    let place = { pos: at, deleted: false };
    for (const { mapping } of transactions) {
      const next = mapping.mapResult(place.pos);
      place = { pos: next.pos, deleted: place.deleted || next.deletedAfter };
    }
    if (id !== "" && !place.deleted) places.set(id, place.pos);
  }
  return places;
}

function named(doc: Node): { node: Node; at: number; id: string }[] {
  const found: { node: Node; at: number; id: string }[] = [];
  doc.descendants((node, at) => {
    if (KINDS.has(node.type.name)) found.push({ node, at, id: String(node.attrs.id ?? "") });
    return !node.isTextblock;
  });
  return found;
}

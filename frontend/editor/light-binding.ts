// What others write, and every undo, comes from the shared text as a whole new document: y-tiptap makes every block anew
// and replaces everything from the first letter to the last. In a long text each key of somebody else would then cost
// this page a tenth of a second, and everything pinned to a place (what was found, an image on its way) would be lost.
// Here blocks that did not change stay the very same, and only what differs is replaced.
import { Fragment, Slice, type Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { ProsemirrorBinding } from "@tiptap/y-tiptap";

interface Binding {
  prosemirrorView: { state: { tr: Transaction } };
  mapping: Map<unknown, unknown>;
  _typeChanged(events: unknown[], transaction: unknown): void;
}

/** Where two contents differ: replacing `from` to `to` of the first by `slice` gives the second; null where nowhere. */
export function difference(before: Fragment, after: Fragment, base = 0): { from: number; to: number; slice: Slice } | null {
  let start = 0;
  let from = base;
  const shorter = Math.min(before.childCount, after.childCount);
  while (start < shorter && same(before.child(start), after.child(start))) from += before.child(start++).nodeSize;
  let kept = 0;
  let to = base + before.size;
  while (kept < shorter - start && same(before.child(before.childCount - 1 - kept), after.child(after.childCount - 1 - kept))) {
    to -= before.child(before.childCount - 1 - kept++).nodeSize;
  }
  const removed = before.childCount - kept - start;
  const added = after.childCount - kept - start;
  if (removed === 0 && added === 0) return null;
  if (removed === 1 && added === 1) {
    const one = before.child(start);
    const other = after.child(start);
    if (!one.isText && !one.isLeaf && one.sameMarkup(other)) return difference(one.content, other.content, from + 1);
    if (one.isText && one.sameMarkup(other)) return inText(one, other, from);
  }
  const pieces: Node[] = [];
  for (let at = start; at < start + added; at++) pieces.push(after.child(at));
  return { from, to, slice: new Slice(Fragment.fromArray(pieces), 0, 0) };
}

/** The same node, or one that says the same: looked into only where it is small. */
function same(one: Node, other: Node): boolean {
  return one === other || (one.nodeSize === other.nodeSize && one.eq(other));
}

function inText(one: Node, other: Node, base: number): { from: number; to: number; slice: Slice } {
  const [before, after] = [one.text ?? "", other.text ?? ""];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  const added = after.length > start + kept ? Fragment.from(other.cut(start, after.length - kept)) : Fragment.empty;
  return { from: base + start, to: base + before.length - kept, slice: new Slice(added, 0, 0) };
}

const prototype = ProsemirrorBinding.prototype as unknown as Binding;
const typeChanged = prototype._typeChanged;

/** Its own deletions from the mapping (what changed, and what it stands in) are enough; it must not begin at nothing. */
prototype._typeChanged = function (this: Binding, events, transaction) {
  const { mapping } = this;
  mapping.clear = () => {};
  try {
    typeChanged.call(this, events, transaction);
  } finally {
    delete (mapping as { clear?: () => void }).clear;
  }
};

Object.defineProperty(prototype, "_tr", {
  get(this: Binding): Transaction {
    const tr = this.prosemirrorView.state.tr.setMeta("addToHistory", false);
    const replace = tr.replace.bind(tr);
    tr.replace = (from, to = from, slice = Slice.empty) => {
      if (from !== 0 || to !== tr.doc.content.size || slice.openStart > 0 || slice.openEnd > 0) return replace(from, to, slice);
      const found = difference(tr.doc.content, slice.content);
      return found ? replace(found.from, found.to, found.slice) : tr;
    };
    return tr;
  },
});

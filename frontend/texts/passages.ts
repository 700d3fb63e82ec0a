// What somebody typed that the server never saved, as the paragraphs it stands in: found by the numbers Yjs gives.
import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { DOMSerializer, Fragment, type Node, type Schema } from "@tiptap/pm/model";
import * as Y from "yjs";
import { FIELD } from "../editor/schema";

export interface Passages {
  html: string;
  text: string;
  content: unknown;
}

type Spans = Map<number, [number, number][]>; // client: clocks from, to

/** The blocks of `doc` that `updates` wrote in; undefined where nothing readable is left of them. */
export function passagesOf(doc: Y.Doc, updates: Uint8Array[], schema: Schema): Passages | undefined {
  const fragment = doc.getXmlFragment(FIELD);
  const root = yXmlFragmentToProseMirrorRootNode(fragment, schema);
  const spans = spansOf(updates);
  const blocks = fragment.toArray();
  const isTouched = blocks.map((block) => touches(block as Y.AbstractType<unknown>, spans));
  const children: Node[] = [];
  // Where the two cannot be matched one to one, all of it: better too much than too little.
  const all = root.childCount !== blocks.length;
  root.forEach((child, _offset, index) => {
    if (all || isTouched[index]) children.push(child);
  });
  const found = Fragment.from(children);
  const text = found.textBetween(0, found.size, "\n", "\n").trim();
  if (!text) return undefined;
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(found));
  return { html: holder.innerHTML, text, content: { type: "doc", content: children.map((child) => child.toJSON()) } };
}

function spansOf(updates: Uint8Array[]): Spans {
  const spans: Spans = new Map();
  const add = (client: number, from: number, length: number) => {
    spans.set(client, [...(spans.get(client) ?? []), [from, from + length]]);
  };
  for (const update of updates) {
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs) add(id.client, id.clock, length);
    for (const [client, deletions] of ds.clients) for (const { clock, len } of deletions) add(client, clock, len);
  }
  return spans;
}

function touches(type: Y.AbstractType<unknown>, spans: Spans): boolean {
  const own = type._item;
  if (own && isIn(own, spans)) return true;
  const items = [...type._map.values()];
  for (let item = type._start; item; item = item.right) items.push(item);
  return items.some(
    (item) => isIn(item, spans) || (item.content instanceof Y.ContentType && touches(item.content.type, spans)),
  );
}

function isIn({ id, length }: Y.Item, spans: Spans): boolean {
  return (spans.get(id.client) ?? []).some(([from, to]) => from < id.clock + length && id.clock < to);
}

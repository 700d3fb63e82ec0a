// How suggested paragraphs look: a ¶ where one is to begin, with the rest below it; a ¶ struck through where two join.
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { Node } from "@tiptap/pm/model";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { belowHeading, BREAK, PILCROW, signsIn } from "./breaks";

interface Sign {
  at: number; // in its block
  sign: string;
  node: Node;
}

const known = new WeakMap<Node, Sign[]>(); // by block of the text: only those that changed are looked into
const key = new PluginKey<DecorationSet>("signs");

function signsUnder(block: Node): Sign[] {
  let found = known.get(block);
  if (!found) {
    found = [];
    const all = found;
    block.descendants((node, at) => signsIn(node).forEach((one) => all.push({ ...one, at: at + one.at, node })));
    known.set(block, found);
  }
  return found;
}

function drawn(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((block, start) => {
    for (const { at, sign, node } of signsUnder(block)) {
      const place = start + 1 + at;
      const { marks } = node;
      if (sign === BREAK) found.push(Decoration.widget(place + 1, begins, { side: -1, marks, key: "begins" }));
      else found.push(Decoration.widget(place, ends, { side: 1, marks, key: "ends" }));
    }
    const below = block.type.name === "heading" ? belowHeading(block) : null;
    if (below !== null) {
      found.push(Decoration.inline(start + 1 + below, start + 1 + block.content.size, { class: "below-heading" }));
    }
  });
  return DecorationSet.create(doc, found);
}

function begins(): HTMLElement {
  const made = pilcrow("paragraph-sign");
  made.append(document.createElement("br"));
  return made;
}

function ends(): HTMLElement {
  return pilcrow("paragraph-sign is-gone");
}

function pilcrow(look: string): HTMLElement {
  const made = document.createElement("span");
  made.className = look;
  made.append(PILCROW);
  return made;
}

export function signs(): Plugin {
  return new Plugin({
    key,
    state: {
      init: (_, state) => drawn(state.doc),
      apply: (tr, before) => (tr.docChanged ? drawn(tr.doc) : before),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

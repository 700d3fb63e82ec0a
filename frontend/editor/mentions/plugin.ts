// "@" and the beginning of a name: who may read the text is offered, and becomes a mention.
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, type EditorState } from "@tiptap/pm/state";
import type { Settings } from "../settings";
import { PeopleList, type Person } from "./list";

const MOMENT = 150; // ms: the server is asked once for a few letters
const BEGUN = /(?:^|[\s(«"'’\u00a0\u202f])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,2})$/u;

interface Begun {
  from: number; // where the @ is
  to: number;
  name: string;
}

/** What was typed after an @ that stands right before the caret. */
function begunAt({ selection }: EditorState): Begun | undefined {
  if (!selection.empty || !selection.$from.parent.isTextblock) return undefined;
  const { $from, from } = selection;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 80), $from.parentOffset, undefined, "\ufffc");
  const name = BEGUN.exec(before)?.[1];
  return name === undefined ? undefined : { from: from - name.length - 1, to: from, name };
}

export function mentions(settings: Settings): Extension {
  return Extension.create({
    name: "mentions",
    priority: 1000, // its Enter and Tab come before those of lists and tables
    addProseMirrorPlugins() {
      const { editor } = this;
      let left: number | undefined; // Escape: not again for this @
      let timer = 0;
      let asked = 0;
      const list = new PeopleList(editor.view.dom as HTMLElement, settings, (person) => choose(person));

      function choose(person: Person): void {
        const begun = begunAt(editor.state);
        list.hide();
        if (!begun) return;
        const mention = { type: "mention", attrs: { person: person.id, label: person.name } };
        editor.chain().focus().insertContentAt({ from: begun.from, to: begun.to }, [mention, { type: "text", text: " " }]).run();
      }

      async function ask(begun: Begun): Promise<void> {
        const number = ++asked;
        const address = `${settings.readers}?${new URLSearchParams({ q: begun.name }).toString()}`;
        const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => undefined);
        if (!answer?.ok || number !== asked) return;
        const { people } = (await answer.json()) as { people: Person[] };
        const now = begunAt(editor.state);
        // A name that goes on with a space and is nobody's is the rest of the sentence.
        if (now?.from !== begun.from || (people.length === 0 && now.name.includes(" "))) return list.hide();
        list.show(people, editor.view.coordsAtPos(begun.from));
      }

      return [
        new Plugin({
          view: () => ({
            update: (view, before) => {
              const begun = editor.isEditable && view.hasFocus() ? begunAt(view.state) : undefined;
              if (!begun || begun.from === left) return list.hide();
              left = undefined;
              if (view.state.doc === before.doc && !list.isOpen) return; // the caret only passes by
              window.clearTimeout(timer);
              timer = window.setTimeout(() => void ask(begun), MOMENT);
            },
            destroy: () => list.hide(),
          }),
          props: {
            handleKeyDown: (_view, event) => {
              if (event.key === "Escape" && list.isOpen) {
                left = begunAt(editor.state)?.from;
                list.hide();
                return true;
              }
              return list.key(event.key);
            },
            handleDOMEvents: {
              blur: () => {
                window.clearTimeout(timer);
                list.hide();
                return false;
              },
            },
          },
        }),
      ];
    },
  });
}

/** The toolbar's way: an @ where the caret is, after a space where one is needed. */
export function beginMention(editor: Editor): void {
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset);
  editor.chain().focus().insertContent(before === "" || /\s/.test(before) ? "@" : " @").run();
}

// Writing “@” in a discussion offers the people one may call upon; choosing one writes the name and ticks the box.
const text = document.querySelector<HTMLTextAreaElement>("[data-mentions]");
const list = document.querySelector<HTMLElement>("[data-mention-list]");
const boxes = [...document.querySelectorAll<HTMLInputElement>("[data-people] input[type=checkbox]")];
const MOST = 6;

interface Person {
  name: string;
  box: HTMLInputElement;
}

const people: Person[] = boxes.map((box) => ({ name: box.labels?.[0]?.textContent?.trim() ?? "", box }));
let found: Person[] = [];
let chosen = 0;

function fold(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What was typed after the last “@” before the caret; null where nobody is being called. */
function typed(): string | null {
  const before = text!.value.slice(0, text!.selectionStart);
  return /(?:^|\s)@([^\n@]{0,40})$/.exec(before)?.[1] ?? null;
}

function offer(): void {
  const words = typed();
  found = words === null ? [] : people.filter(({ name }) => fold(name).includes(fold(words))).slice(0, MOST);
  if (found.length === 1 && found[0]?.name === words) found = [];
  chosen = 0;
  draw();
}

function draw(): void {
  list!.hidden = found.length === 0;
  list!.replaceChildren(
    ...found.map((person, place) => {
      const line = document.createElement("li");
      line.id = `mention-${place}`;
      line.role = "option";
      line.className = "list-group-item list-group-item-action";
      line.ariaSelected = String(place === chosen);
      line.textContent = person.name;
      line.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(person);
      });
      return line;
    }),
  );
  if (found.length > 0) {
    text!.setAttribute("aria-activedescendant", `mention-${chosen}`);
  } else {
    text!.removeAttribute("aria-activedescendant");
  }
}

function choose({ name, box }: Person): void {
  const caret = text!.selectionStart;
  const start = caret - (typed() ?? "").length;
  text!.setRangeText(`${name} `, start, caret, "end");
  box.checked = true;
  found = [];
  draw();
}

if (text && list && people.length > 0) {
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  text.addEventListener("input", offer);
  text.addEventListener("blur", () => {
    found = [];
    draw();
  });
  text.addEventListener("keydown", (event) => {
    if (found.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      draw();
    } else if (event.key === "Enter" || event.key === "Tab") {
      choose(found[chosen]!);
    } else if (event.key === "Escape") {
      found = [];
      draw();
    } else {
      return;
    }
    event.preventDefault();
  });
}

// Writing "@" in a comment offers the people one may call upon.
const MOST = 6;

function fold(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Offers `people` in every text field with data-mentions inside `panel`. */
export function offerMentions(panel: HTMLElement, people: string[]): void {
  const list = document.createElement("ul");
  list.className = "talk-mentions list-group";
  list.id = "talk-mentions";
  list.role = "listbox";
  list.hidden = true;
  let found: string[] = [];
  let chosen = 0;
  let field: HTMLTextAreaElement | null = null;

  function typed(): string | null {
    return field ? (/(?:^|\s)@([^\n@]{0,40})$/.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null) : null;
  }

  function draw(): void {
    list.hidden = found.length === 0;
    list.replaceChildren(
      ...found.map((name, place) => {
        const line = document.createElement("li");
        line.id = `talk-mention-${place}`;
        line.role = "option";
        line.className = "list-group-item list-group-item-action";
        line.ariaSelected = String(place === chosen);
        line.textContent = name;
        line.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(name);
        });
        return line;
      }),
    );
    if (found.length > 0) field?.setAttribute("aria-activedescendant", `talk-mention-${chosen}`);
    else field?.removeAttribute("aria-activedescendant");
  }

  function choose(name: string): void {
    if (!field) return;
    const caret = field.selectionStart;
    field.setRangeText(`${name} `, caret - (typed() ?? "").length, caret, "end");
    close();
  }

  function close(): void {
    found = [];
    draw();
  }

  panel.addEventListener("input", (event) => {
    const target = event.target as Element;
    if (!(target instanceof HTMLTextAreaElement) || !target.matches("[data-mentions]")) return;
    field = target;
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-autocomplete", "list");
    const words = typed();
    found = words === null ? [] : people.filter((name) => fold(name).includes(fold(words))).slice(0, MOST);
    if (found.length === 1 && found[0] === words?.trim()) found = [];
    chosen = 0;
    field.after(list);
    draw();
  });
  panel.addEventListener("focusout", close);
  panel.addEventListener("keydown", (event) => {
    if (found.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      draw();
    } else if (event.key === "Enter" || event.key === "Tab") choose(found[chosen]!);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

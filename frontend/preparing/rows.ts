// The rows below a part are shown only while its kind takes some: answers to choose from, of a choice. Rows that hold
// something stay in sight, since the server refuses them. Without this script a sentence says what they are for.

export function followKind(rows: HTMLElement): void {
  const form = rows.closest("form")!;
  const kind = form.querySelector<HTMLSelectElement>("select[name=kind]")!;
  const more = form.querySelector<HTMLElement>("[data-rows-more]");
  const kinds = rows.dataset.rowsKinds!.split(" ");

  const refresh = (): void => {
    const takesRows = kinds.includes(kind.value);
    rows.hidden = !takesRows && !isFilled(rows);
    if (more) more.hidden = !takesRows;
    for (const hint of rows.querySelectorAll<HTMLElement>("[data-rows-hint]")) hint.hidden = takesRows;
  };
  kind.addEventListener("change", refresh);
  refresh();
}

function isFilled(rows: HTMLElement): boolean {
  return [...rows.querySelectorAll<HTMLInputElement>("input[type=text]")].some((field) => field.value.trim() !== "");
}

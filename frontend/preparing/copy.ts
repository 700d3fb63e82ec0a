// A button that copies what stands before it: a field, or a text marked `data-to-copy`. Without this script that stands
// alone, to be selected by hand.

export function offerCopy(button: HTMLButtonElement): void {
  const group = button.parentElement!;
  const source = group.querySelector<HTMLElement>("input, [data-to-copy]")!;
  const said = group.querySelector<HTMLElement>("[role=status]")!;
  button.hidden = false;
  button.addEventListener("click", () => {
    void copy(source).then((isCopied) => {
      said.textContent = (isCopied ? button.dataset.copied : button.dataset.selected) ?? "";
    });
  });
}

async function copy(source: HTMLElement): Promise<boolean> {
  select(source);
  try {
    await navigator.clipboard.writeText(textOf(source));
    return true;
  } catch {
    // Forbidden in this browser, or not there on a site without TLS: the old way, on what is selected now.
    return document.execCommand("copy");
  }
}

function select(source: HTMLElement): void {
  if (source instanceof HTMLInputElement) source.select();
  else document.getSelection()?.selectAllChildren(source);
}

function textOf(source: HTMLElement): string {
  return source instanceof HTMLInputElement ? source.value : source.textContent.trim();
}

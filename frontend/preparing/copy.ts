// A button that copies the field before it. Without this script the field stands alone, to be selected by hand.

export function offerCopy(button: HTMLButtonElement): void {
  const group = button.parentElement!;
  const field = group.querySelector<HTMLInputElement>("input")!;
  const said = group.querySelector<HTMLElement>("[role=status]")!;
  button.hidden = false;
  button.addEventListener("click", () => {
    void copy(field).then((isCopied) => {
      said.textContent = isCopied ? button.dataset.copied! : "";
    });
  });
}

async function copy(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Forbidden in this browser, or not there on a site without TLS: the old way, on what is selected now.
    return document.execCommand("copy");
  }
}

// Adds and takes away colleagues without asking the server: the block to copy is in the page.

export function addColleagues(form: HTMLFormElement): void {
  const zone = form.querySelector<HTMLElement>("[data-colleagues]");
  const pattern = form.querySelector<HTMLTemplateElement>("template[data-colleague]");
  const add = zone?.querySelector<HTMLButtonElement>("[data-add]");
  const status = zone?.querySelector<HTMLElement>("[data-status]");
  if (!zone || !status) return;

  const colleagues = (): HTMLInputElement[] => [...form.querySelectorAll<HTMLInputElement>("input[name=colleague]")];
  const most = Number(form.dataset.most);

  const show = (words: string | undefined): void => {
    status.textContent = words ?? "";
    if (add) add.hidden = colleagues().length >= most;
  };

  const copy = (): HTMLElement => {
    const number = Math.max(0, ...colleagues().map((field) => Number(field.value))) + 1;
    const holder = document.createElement("template");
    holder.innerHTML = pattern!.innerHTML.replaceAll(/\bNUMBER\b/g, String(number));
    const block = holder.content.querySelector<HTMLElement>("[data-person]")!;
    const organisation = block.querySelector<HTMLInputElement>("input[name$=-organisation]");
    if (organisation) organisation.value = form.querySelector<HTMLInputElement>("[name=organisation]")?.value ?? "";
    return block;
  };

  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button");
    if (button && button === add && pattern) {
      event.preventDefault();
      const block = copy();
      zone.before(block);
      block.dispatchEvent(new CustomEvent("person-added", { bubbles: true }));
      block.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
      show(form.dataset.added);
    } else if (button && add && "remove" in button.dataset) {
      event.preventDefault();
      button.closest("[data-person]")?.remove();
      show(form.dataset.removed);
      add.focus();
    }
  });
}

// Suggests a domain where the one typed looks misspelt; never refuses any. The same rule as events/mail_domains.py,
// whose list of domains comes with the page.
const SHORT = 8;

export function suggestDomains(form: HTMLFormElement): void {
  const known = (form.dataset.mailDomains ?? "").split(" ");

  form.addEventListener("focusout", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.type !== "email") return;
    field.parentElement?.querySelector(".did-you-mean")?.remove();
    if (field.value === field.defaultValue) return; // it came with the page: somebody sent it and meant it
    const meant = suggestion(field.value.trim(), known);
    if (meant) field.after(question(form, field, meant));
  });
}

function question(form: HTMLFormElement, field: HTMLInputElement, meant: string): HTMLElement {
  const line = document.createElement("p");
  line.className = "did-you-mean";
  line.setAttribute("role", "status");
  const use = document.createElement("button");
  use.type = "button";
  use.className = "btn btn-sm btn-outline-secondary";
  use.textContent = form.dataset.useIt ?? "";
  use.addEventListener("click", () => {
    field.value = meant;
    line.remove();
    field.focus();
  });
  line.append(`${(form.dataset.didYouMean ?? "").replace("{address}", meant)} `, use);
  return line;
}

function suggestion(email: string, known: string[]): string | null {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || domain === "" || known.includes(domain)) return null;
  const most = domain.length <= SHORT ? 1 : 2;
  let nearest: string | null = null;
  let slips = most + 1;
  for (const candidate of known) {
    const far = distance(domain, candidate);
    if (far < slips) [nearest, slips] = [candidate, far];
  }
  return nearest && `${email.slice(0, at)}@${nearest}`;
}

// Letters left out, added, replaced or swapped with their neighbour (optimal string alignment).
function distance(one: string, other: string): number {
  let last: number[] = [];
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, position) => position);
  for (let i = 1; i <= one.length; i += 1) {
    [last, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j]!, last[j - 2]! + 1);
      }
    }
  }
  return row[other.length]!;
}

// What the server asks for with every form.
export function csrfToken(): string {
  const named = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return named?.value ?? /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

// What the server asks for with everything that is sent to it. The cookie first: a new login brings a new one, also to
// a page that was opened before it.
export function csrfToken(): string {
  const fromCookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return fromCookie ?? document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

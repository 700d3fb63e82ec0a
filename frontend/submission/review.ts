// The page of a submission is open before somebody who decides on it: said at once, so that its lead knows.

export async function beginReview(form: HTMLFormElement): Promise<void> {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "text/plain" },
  }).catch(() => null);
  if (answer?.status === 204) {
    form.hidden = true;
  } else if (answer?.status === 409) {
    form.querySelector("[data-said]")!.textContent = await answer.text();
    form.querySelector("button")!.hidden = true;
  }
}

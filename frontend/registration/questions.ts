// Shows a question only to whom it is asked: by audience, or by the answer to an earlier one. The server decides all
// the same, by the same rule (events/choices.py); without this script the condition stands above the question in words.

export function showQuestions(form: HTMLFormElement): void {
  const refresh = (person: Element): void => {
    for (const question of person.querySelectorAll<HTMLElement>("[data-question]")) {
      const asked = isAsked(question, person);
      question.hidden = !asked;
      question.querySelectorAll<HTMLInputElement>("input, textarea, select").forEach((field) => {
        field.disabled = !asked;
      });
      question.querySelectorAll<HTMLElement>("[data-condition]").forEach((words) => {
        words.hidden = true;
      });
    }
  };

  form.querySelectorAll("[data-person]").forEach(refresh);
  form.addEventListener("change", (event) => {
    const person = (event.target as Element).closest("[data-person]");
    if (person) refresh(person);
  });
  form.addEventListener("person-added", (event) => refresh(event.target as Element));
}

function isAsked(question: HTMLElement, person: Element): boolean {
  const { audiences, after, answer } = question.dataset;
  if (audiences) {
    const chosen = person.querySelector<HTMLInputElement>("input[data-audience]:checked");
    if (!chosen || !audiences.split(" ").includes(chosen.value)) return false;
  }
  if (!after) return true;
  const earlier = person.querySelector<HTMLElement>(`[data-question="${after}"]`);
  if (!earlier || earlier.hidden) return false;
  return [...earlier.querySelectorAll<HTMLInputElement>("input:checked")].some((field) => field.value === answer);
}

// The registration page: what a script makes easier there. The page works whole without it.
import { addColleagues } from "../registration/colleagues";
import { suggestDomains } from "../registration/mail-domains";
import { countDown } from "../registration/opening";
import { showQuestions } from "../registration/questions";
import { followWorkshops } from "../registration/workshops";

// On the personal page, questions stand in a form of their own.
const answers = document.querySelector<HTMLFormElement>("form[data-questions]");
if (answers) showQuestions(answers);

const form = document.querySelector<HTMLFormElement>("#registration-form");
if (form) {
  showQuestions(form);
  suggestDomains(form);
  addColleagues(form);
  followWorkshops(form);
}

const clock = document.querySelector<HTMLElement>("[data-seconds-left]");
if (clock) countDown(clock);

import { receive } from "../submission/deposit";

document.querySelectorAll<HTMLFormElement>("form[data-deposit]").forEach(receive);

// What is wrong in a form, said under each field, by the same rules before it is sent and after.
import { collect, focusOn, read } from "./controls.js";
import { act } from "./talk.js";

const fieldsOf = (form) => [...form.querySelectorAll("[data-field]")];
const controlOf = (field) => field.querySelector("[data-control]");

function say(field, words) {
  field.querySelector(".error").textContent = words;
  field.querySelector("input, textarea, fieldset")?.setAttribute("aria-invalid", words !== "");
}

// Says all that is wrong, and brings the person to the first of it.
export function complain(form, errors) {
  form.dataset.told = Number(form.dataset.told ?? 0) + 1;
  for (const field of fieldsOf(form)) say(field, errors[field.dataset.field] ?? "");
  const first = fieldsOf(form).find((field) => errors[field.dataset.field]);
  first?.scrollIntoView({ block: "nearest" });
  if (first) focusOn(controlOf(first));
}

// Looks at one field that was just filled in; an empty one is left in peace until the form is sent.
export async function check(control) {
  const field = control.closest(".view [data-field]");
  if (!field) return;
  const form = field.closest(".view");
  const { told } = form.dataset;
  const wrong = read(control) === null ? {} : await act("check", { view: form.dataset.view, state: collect(form) }, null, { quiet: true });
  if (told === form.dataset.told) say(field, wrong.errors?.[field.dataset.field] ?? "");
}

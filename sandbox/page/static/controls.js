// The values of Block Kit controls: read and written in one way, whatever they look like.

export const focusable = "input, textarea, select, button";

export function read(control) {
  const kind = control.dataset.control;
  if (kind === "datetimepicker") return both(control);
  if (control.matches(".choice, .when")) {
    if ("many" in control.dataset) return [...control.querySelectorAll(".chip")].map((chip) => chip.dataset.value);
    return control.dataset.value || null;
  }
  if (kind === "file_input") return [...control.querySelectorAll("li[data-value]")].map((item) => item.dataset.value);
  if (control.matches("fieldset")) {
    const chosen = [...control.querySelectorAll("input:checked")].map((input) => input.value);
    return kind === "radio_buttons" ? (chosen[0] ?? null) : chosen;
  }
  const typed = control.value ?? control.querySelector("textarea")?.value ?? "";
  if (typed.trim() === "") return null;
  return kind === "number_input" ? typed.replace(/\s/g, "").replace(",", ".") : typed;
}

// A date and a time stand side by side; one without the other is told as it is, for the field to be complained of.
function both(control) {
  const [date, time] = [...control.querySelectorAll(".when, .choice")].map((part) => part.dataset.value ?? "");
  return date || time ? `${date}T${time}` : null;
}

export function write(control, from) {
  if (control.dataset.control === "datetimepicker") {
    const parts = [...from.querySelectorAll(".when, .choice")];
    control.querySelectorAll(".when, .choice").forEach((part, at) => write(part, parts[at]));
  } else if (control.matches(".choice, .when")) copy(control, from);
  else if (control.dataset.control === "file_input") control.querySelector("ul").replaceWith(from.querySelector("ul"));
  else if (control.matches("fieldset")) {
    const chosen = new Set([...from.querySelectorAll("input:checked")].map((input) => input.value));
    for (const input of control.querySelectorAll("input")) input.checked = chosen.has(input.value);
  } else if (control.matches(".rich")) control.querySelector("textarea").value = from.querySelector("textarea").value;
  else control.value = from.value;
}

function copy(control, from) {
  for (const name of ["value", "label", "invalid"]) {
    if (name in from.dataset) control.dataset[name] = from.dataset[name];
    else delete control.dataset[name];
  }
  control.querySelector(".chips")?.replaceWith(from.querySelector(".chips"));
  control.querySelector("input").value = from.querySelector("input").value;
}

export const fields = (box) =>
  [...box.querySelectorAll("[data-control]")].filter((one) => !["button", "workflow_button", "overflow"].includes(one.dataset.control));

export function collect(box) {
  const values = {};
  for (const control of fields(box)) {
    (values[control.dataset.block] ??= {})[control.dataset.action] = read(control);
  }
  return values;
}

export function focusOn(control) {
  if (control?.matches(focusable)) control.focus();
  else (control?.querySelector("input, textarea, select") ?? control?.querySelector("button"))?.focus(); // a chip's × comes before its input
}

// Block Kit at work: presses, choices, searches, and what is asked before what cannot be undone.
import { prepareChoices } from "./choices.js";
import { collect, focusOn, read } from "./controls.js";
import { prepareDays } from "./days.js";
import { check } from "./complaints.js";
import { prepareMenus } from "./popover.js";
import { act } from "./talk.js";
import { prepareTexts } from "./texts.js";
import { prepareUploads } from "./uploads.js";

const TYPING_MS = 400;
const TYPED = "[data-control]:is(input, textarea), .rich textarea";

export function prepareKit(box) {
  prepareMenus(box);
  prepareChoices(box, suggest, chosen);
  prepareDays(box, chosen);
  prepareTexts(box);
  prepareUploads(box, chosen);
}

// A part of a field, such as the time beside a date, speaks for the whole.
function chosen(part) {
  const control = part.closest("[data-control]");
  check(control);
  if ("press" in control.dataset && !control.matches("[data-invalid], :has([data-invalid])")) press(control, read(control));
}

function whereOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { view: view.dataset.view, state: collect(view) };
  const home = element.closest("[data-home]");
  if (home) return { home: true, state: collect(home) };
  const { channel, ts } = element.closest(".message").dataset;
  return { channel, ts, state: collect(element.closest(".message")) };
}

async function press(control, value, shown = control) {
  if (shown.getAttribute("aria-busy")) return;
  const template = control.parentElement.querySelector(":scope > template.confirm") ?? control.querySelector(":scope > template.confirm");
  if (template && !(await confirmed(template))) return;
  const { block, action } = control.dataset;
  const place = whereOf(control);
  await act("press", { ...place, block, action, value }, shown);
}

async function suggest(control, typed) {
  const { block, action } = control.dataset;
  return act("suggest", { ...whereOf(control), block, action, typed }, control.querySelector("input"), { quiet: true });
}

export function confirmed(template) {
  const dialog = document.getElementById("confirm");
  dialog.replaceChildren(template.content.cloneNode(true));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclick = ({ target }) => { if (target.closest("button")) dialog.close(target.closest("button").value); };
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) {
    const label = event.target.closest(".b-input > .label");
    if (label) focusOn(label.parentElement.querySelector("[data-control]"));
    return;
  }
  if (/^(https?|mailto|tel):/i.test(button.dataset.url ?? "")) window.open(button.dataset.url, "_blank", "noopener");
  if (["button", "workflow_button"].includes(button.dataset.control)) press(button, button.dataset.value);
  const menu = button.closest(".menu");
  if (menu) menu.hidePopover();
  if (menu?.dataset.control) press(menu, button.dataset.value, menu.previousElementSibling);
});
document.addEventListener("change", ({ target }) => {
  const control = target.closest("fieldset[data-control]");
  if (control) chosen(control);
});

// -- what is typed: told on Enter or as one types, as dispatch_action_config says; complained of when one leaves -----
const on = (target, when) => target.matches?.(TYPED) && (target.closest("[data-press]")?.dataset.on ?? "").includes(when);
let typing;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("input") || !on(event.target, "enter")) return;
  event.preventDefault();
  chosen(event.target);
});
document.addEventListener("input", ({ target }) => {
  if (!on(target, "typing")) return;
  clearTimeout(typing);
  typing = setTimeout(() => { if (target.isConnected) chosen(target); }, TYPING_MS);
});
document.addEventListener("change", ({ target }) => { if (target.matches(TYPED)) check(target.closest("[data-control]")); });

// Block Kit at work: presses, choices, searches, and what is asked before what cannot be undone.
import { collect, prepareCombos, prepareMenus, read } from "./controls.js";
import { act } from "./talk.js";

export function prepareKit(box) {
  prepareMenus(box);
  prepareCombos(box, suggest, (combo) => { if ("press" in combo.dataset) press(combo, read(combo)); });
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
  const template = control.parentElement.querySelector(":scope > template.confirm");
  if (template && !(await confirmed(template))) return;
  const { block, action } = control.dataset;
  const place = whereOf(control);
  await act("press", { ...place, block, action, value }, shown);
}

async function suggest(combo, typed) {
  const { block, action } = combo.dataset;
  const outcome = await act("suggest", { ...whereOf(combo), block, action, typed }, combo.querySelector("input"));
  return outcome.options ?? [];
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
    if (label) label.parentElement.querySelector("input, select, textarea")?.focus();
    return;
  }
  if (/^(https?|mailto|tel):/i.test(button.dataset.url ?? "")) window.open(button.dataset.url, "_blank", "noopener");
  if (button.dataset.control === "button") press(button, button.dataset.value);
  const menu = button.closest(".menu");
  if (menu) menu.hidePopover();
  if (menu?.dataset.control) press(menu, button.dataset.value, menu.previousElementSibling);
});
document.addEventListener("change", ({ target }) => {
  const control = target.closest("[data-control][data-press]");
  if (control && !control.matches(".combo, textarea, input[type=text]")) press(control, read(control));
});
document.addEventListener("keydown", (event) => {
  const control = event.target.closest?.("input[data-control=plain_text_input][data-press]");
  if (control && event.key === "Enter") { event.preventDefault(); press(control, read(control)); }
});

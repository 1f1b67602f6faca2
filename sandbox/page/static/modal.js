// The modal on top: shown, kept as it was typed in, sent, closed.
import { complain } from "./complaints.js";
import { collect, fields, focusOn, write } from "./controls.js";
import { act, refresh } from "./talk.js";

const $ = (selector, from = document) => from.querySelector(selector);
const modal = $("#modal");
const shelf = new Map(); // view id -> its form as last seen, for a view that another one covers
const WAIT_MS = 300; // a modal that comes at once needs no word of waiting
let opener = null; // where the person was, by its place in blocks: it may have been drawn again since

export function showModal(before) {
  const form = $("form", modal);
  if (!form) return hideModal();
  $("#opening")?.close();
  const { view } = form.dataset;
  if (before) shelf.set(before.dataset.view, before);
  if (shelf.has(view) && shelf.get(view) !== form) carry(shelf.get(view), form);
  if (!modal.open) { opener = placeOf(document.activeElement); modal.showModal(); }
  if (before?.dataset.view !== view) focusOn($("[data-focus]", form) ?? fields(form)[0]);
}

function hideModal() {
  shelf.clear();
  if (!modal.open) return;
  modal.close();
  if (document.activeElement === document.body && opener) focusOn($(opener));
}

function placeOf(element) {
  const control = element.closest?.("[data-action]") ?? element.parentElement?.querySelector("[data-action]");
  const message = control?.closest("[data-ts]");
  if (!control) return null;
  const { block, action } = control.dataset;
  return `${message ? `[data-ts="${CSS.escape(message.dataset.ts)}"] ` : ""}[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`;
}

// Says that a modal is on its way while an act that opens one is under way, such as a shortcut.
export async function opening(asked) {
  const late = setTimeout(() => { if (!modal.open) waiting().showModal(); }, WAIT_MS);
  const outcome = await asked;
  clearTimeout(late);
  if (!outcome.opened || modal.open) $("#opening")?.close();
  return outcome;
}

function waiting() {
  const words = Object.assign(document.createElement("p"), { className: "waiting", role: "status", textContent: "Ouverture…" });
  const dialog = Object.assign(document.createElement("dialog"), { id: "opening", ariaLabel: "Ouverture", onclose: () => dialog.remove() });
  dialog.append(words);
  document.body.append(dialog);
  return dialog;
}

// A view that the app updated, or that comes back when the one above it closes, keeps what was typed in fields of the same name, as Slack does.
function carry(before, form) {
  const key = (one) => JSON.stringify([one.dataset.block, one.dataset.action, one.dataset.control]);
  const old = new Map(fields(before).map((control) => [key(control), control]));
  for (const control of fields(form)) if (old.has(key(control))) write(control, old.get(key(control)));
  $(".view-body", form).scrollTop = $(".view-body", before).scrollTop;
}

async function submitView(form) {
  const send = $("footer [type=submit]", form);
  if (!send || send.getAttribute("aria-busy")) return;
  complain(form, {});
  $(".failure", form).textContent = "";
  const outcome = await act("submit", { view: form.dataset.view, state: collect(form) }, send, { quiet: true });
  complain(form, outcome.errors ?? {});
  $(".failure", form).textContent = outcome.error ?? "";
  await refresh(["modal"]);
}

async function closeView(everything = false) {
  const form = $("form", modal);
  if (form?.dataset.closing) return; // one Escape may come as two « cancel » events
  if (form) {
    form.dataset.closing = "yes";
    await act("close", { view: form.dataset.view, everything });
  }
  await refresh(["modal"]);
}

modal.addEventListener("cancel", (event) => { if (event.target === modal) { event.preventDefault(); closeView(); } });
modal.addEventListener("close", () => { if ($("form", modal)) modal.showModal(); });
modal.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-close]");
  if (button) closeView(button.dataset.close === "all");
});
modal.addEventListener("submit", (event) => { event.preventDefault(); submitView(event.target); });

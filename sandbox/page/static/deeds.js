// What a person does to a message, or from a menu of the page: edit, delete, copy, react, take a shortcut.
import { confirmed } from "./kit.js";
import { opening } from "./modal.js";
import { place } from "./popover.js";
import { act, refresh } from "./talk.js";

const $ = (selector, from = document) => from.querySelector(selector);
const at = (message) => ({ channel: message.dataset.channel, ts: message.dataset.ts });
const deeds = {
  dismiss: (message) => act("delete", at(message)),
  global: (_, button) => opening(act("shortcut", { callback: button.dataset.callback })),
  delete: async (message) => { if (await confirmed($("#sure"))) act("delete", at(message)); },
  react: (message, button) => act("react", { ...at(message), name: button.dataset.name }),
  pick: (message, button) => openPicker(message, button),
  show: (_, button) => enlarge($("img", button)),
  copy: (message) => navigator.clipboard?.writeText($(".body", message).innerText.replace(/\s*\(modifié\)$/, "")),
  shortcut: (message, button) => opening(act("message_shortcut", { ...at(message), callback: button.dataset.callback })),
  edit: (message) => openEditor(message),
  "cancel-edit": (_, button) => closeEditor(button.form),
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-do]");
  if (button) deeds[button.dataset.do]?.(button.closest(".message"), button);
});

const picker = $("#picker");
let picked = null; // the message a reaction is for

function openPicker(message, button) {
  picked = message;
  picker.showPopover();
  place(picker, button);
  $("button", picker).focus();
}

picker.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  picker.hidePopover();
  act("react", { ...at(picked), name: button.dataset.name });
});

function enlarge(image) {
  const dialog = $("#picture");
  Object.assign($("img", dialog), { src: image.src, alt: image.alt });
  dialog.showModal();
}

$("#picture").addEventListener("click", ({ target }) => { if (!target.matches("img")) $("#picture").close(); });
document.addEventListener("click", ({ target }) => { if (target.matches(".pane .b-image img")) enlarge(target); });

function openEditor(message) {
  if ($(".editor", message)) return;
  const form = $("#editor").content.firstElementChild.cloneNode(true);
  $("textarea", form).value = message.dataset.raw;
  $(".body", message).hidden = true;
  $(".body", message).after(form);
  $("textarea", form).focus();
  form.scrollIntoView({ block: "nearest" });
}

function closeEditor(form) {
  const message = form.closest(".message");
  $(".body", message).hidden = false;
  form.remove();
  catchUp(message);
  message.focus({ preventScroll: true });
}

// A message that changed while it was edited, or while its menu was open, is drawn again after.
function catchUp(message) {
  if ("stale" in (message?.dataset ?? {})) refresh(["main", "thread"]);
}

document.addEventListener("toggle", ({ target, newState }) => { if (newState === "closed") catchUp(target.closest(".message")); }, true);

async function saveEdit(form) {
  const message = form.closest(".message");
  const outcome = await act("edit", { ...at(message), text: $("textarea", form).value }, form);
  if (outcome.ok) closeEditor(form);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".editor")) return;
  event.preventDefault();
  saveEdit(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches?.(".editor textarea")) closeEditor(event.target.form);
});

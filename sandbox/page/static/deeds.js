// What a person does to a message, or from a menu of the page: edit, delete, copy, take a shortcut.
import { confirmed } from "./kit.js";
import { opening } from "./modal.js";
import { act } from "./talk.js";

const $ = (selector, from = document) => from.querySelector(selector);
const at = (message) => ({ channel: message.dataset.channel, ts: message.dataset.ts });
const deeds = {
  dismiss: (message) => act("delete", at(message)),
  global: (_, button) => opening(act("shortcut", { callback: button.dataset.callback })),
  delete: async (message) => { if (await confirmed($("#sure"))) act("delete", at(message)); },
  copy: (message) => navigator.clipboard?.writeText($(".body", message).innerText.replace(/\s*\(modifié\)$/, "")),
  shortcut: (message, button) => opening(act("message_shortcut", { ...at(message), callback: button.dataset.callback })),
  edit: (message) => openEditor(message),
  "cancel-edit": (_, button) => closeEditor(button.form),
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-do]");
  if (button) deeds[button.dataset.do]?.(button.closest(".message"), button);
});

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
  $(".body", form.closest(".message")).hidden = false;
  form.remove();
}

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

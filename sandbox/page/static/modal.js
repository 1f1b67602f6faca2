// The modal on top: shown, kept as it was typed in, sent, closed.
import { collect, fields, write } from "./controls.js";
import { act, refresh } from "./talk.js";

const $ = (selector, from = document) => from.querySelector(selector);
const modal = $("#modal");
const shelf = new Map(); // view id -> its form as last seen, for a view that another one covers

export function showModal(before) {
  const form = $("form", modal);
  if (!form) { shelf.clear(); if (modal.open) modal.close(); return; }
  const { view } = form.dataset;
  if (before) shelf.set(before.dataset.view, before);
  if (shelf.has(view) && shelf.get(view) !== form) carry(shelf.get(view), form);
  if (!modal.open) modal.showModal();
  if (before?.dataset.view !== view) focusField($("[autofocus]", form) ?? fields(form)[0]);
}

const focusField = (control) => (control?.matches("input, select, textarea") ? control : control && $("input", control))?.focus();

// A view that the app updated, or that comes back when the one above it closes, keeps what was typed in fields of the same name, as Slack does.
function carry(before, form) {
  const key = (one) => JSON.stringify([one.dataset.block, one.dataset.action, one.dataset.control]);
  const old = new Map(fields(before).map((control) => [key(control), control]));
  for (const control of fields(form)) if (old.has(key(control))) write(control, old.get(key(control)));
  $(".view-body", form).scrollTop = $(".view-body", before).scrollTop;
}

function complain(form, errors) {
  for (const field of form.querySelectorAll("[data-field]")) {
    const words = errors[field.dataset.field] ?? "";
    $(".error", field).textContent = words;
    $("input, select, textarea, fieldset", field)?.setAttribute("aria-invalid", words !== "");
  }
  const first = [...form.querySelectorAll("[data-field]")].find((field) => errors[field.dataset.field]);
  first?.scrollIntoView({ block: "nearest" });
  if (first) $("input, select, textarea", first)?.focus();
}

async function submitView(form) {
  const send = $("footer [type=submit]", form);
  if (!send || send.getAttribute("aria-busy")) return;
  complain(form, {});
  const outcome = await act("submit", { view: form.dataset.view, state: collect(form) }, send);
  if (outcome.errors) complain(form, outcome.errors);
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

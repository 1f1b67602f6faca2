// The workspace page: sends what a person does, fetches again what the server says has changed.
import { collect, fields, prepareCombos, prepareMenus, read, write } from "./controls.js";
import { send } from "./composer.js";
import { learn, merge, parse } from "./merge.js";

const $ = (selector, from = document) => from.querySelector(selector);
const me = $("#person").value;
const modal = $("#modal");
const PARTS = ["side", "main", "thread", "modal"];

// -- talking to the server ------------------------------------------------------------------------------------
async function act(name, body, busy) {
  busy?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/page/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: me, act: name, ...body }),
    });
    const outcome = await answer.json();
    if (outcome.error) toast(outcome.error);
    return outcome;
  } catch {
    toast("L’espace de travail ne répond pas. Réessayez dans un instant.");
    return { ok: false };
  } finally {
    busy?.removeAttribute("aria-busy");
  }
}

const rounds = {};

async function refresh(parts = PARTS) {
  const asked = parts.map(async (part) => {
    const round = (rounds[part] = (rounds[part] ?? 0) + 1);
    const place = location.search;
    const answer = await fetch(`/page/part/${part}${place}`);
    if (!answer.ok || round !== rounds[part] || place !== location.search) return;
    const html = await answer.text();
    if (round === rounds[part]) put(part, html);
  });
  await Promise.allSettled(asked);
}

function put(part, html) {
  const box = document.getElementById(part);
  const typed = part === "modal" ? $("form", box) : null;
  merge(box, parse(html));
  if (part === "modal") showModal(typed);
  prepare(box);
}

// A list read to its end stays at its end when messages come, when one grows, when the composer takes its room.
const ends = new WeakMap();
const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => toEnd(target.closest("[data-scroll]"))));

function toEnd(list) {
  if (list && ends.get(list) !== false) list.scrollTop = list.scrollHeight;
}

function follow(list) {
  if (!ends.has(list)) {
    ends.set(list, true);
    list.addEventListener("scroll", () => ends.set(list, list.scrollHeight - list.scrollTop - list.clientHeight < 60), { passive: true });
  }
  for (const one of [list, ...list.children]) sized.observe(one);
  toEnd(list);
}

function readEnd(pane) {
  for (const list of pane.querySelectorAll("[data-scroll]")) { ends.set(list, true); toEnd(list); }
}

function prepare(box) {
  box.querySelectorAll("[data-scroll]").forEach(follow);
  prepareMenus(box);
  prepareCombos(box, suggest, (combo) => { if ("press" in combo.dataset) press(combo, read(combo)); });
}

function listen() {
  const stream = new EventSource(`/page/events?as=${me}&since=${document.body.dataset.rev}`);
  let before = false;
  stream.onopen = () => { if (before) { $("#banner").textContent = "Le bot démarre…"; refresh(); } before = true; };
  stream.onerror = () => { $("#banner").textContent = "L’espace de travail ne répond plus, nouvelle tentative…"; $("#banner").hidden = false; };
  stream.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.ready && !$("#banner").hidden) visit();
    $("#banner").hidden = told.ready;
    told.toasts.forEach(toast);
    if (told.parts.length) refresh(told.parts);
  };
  addEventListener("pagehide", () => stream.close());
}

// -- where we are ---------------------------------------------------------------------------------------------
const atHome = () => new URLSearchParams(location.search).get("c") === "home";
const visit = () => { if (atHome()) act("open_home", {}); };

addEventListener("popstate", () => { visit(); refresh(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  document.body.classList.remove("show-side");
  visit();
  refresh().then(() => {
    ($("#thread textarea") ?? $("#main .composer textarea"))?.focus();
  });
});
$("#person").addEventListener("change", ({ target }) => {
  const query = new URLSearchParams(location.search);
  query.set("as", target.value);
  query.delete("t");
  location.search = query;
});
$(".burger").addEventListener("click", ({ currentTarget }) => {
  const open = document.body.classList.toggle("show-side");
  currentTarget.setAttribute("aria-expanded", open);
});

// -- Block Kit ------------------------------------------------------------------------------------------------
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
  const outcome = await act("suggest", { ...whereOf(combo), block, action, typed }, $("input", combo));
  return outcome.options ?? [];
}

function confirmed(template) {
  const dialog = $("#confirm");
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
    if (label) $("input, select, textarea", label.parentElement)?.focus();
    return;
  }
  if (/^(https?|mailto|tel):/i.test(button.dataset.url ?? "")) window.open(button.dataset.url, "_blank", "noopener");
  if (button.dataset.control === "button") press(button, button.dataset.value);
  const menu = button.closest(".menu");
  if (menu) menu.hidePopover();
  if (menu?.dataset.control) press(menu, button.dataset.value, menu.previousElementSibling);
  if (button.dataset.do) deeds[button.dataset.do]?.(button.closest(".message"), button);
  if ("close" in button.dataset) closeView(button.dataset.close === "all");
});
document.addEventListener("change", ({ target }) => {
  const control = target.closest("[data-control][data-press]");
  if (control && !control.matches(".combo, textarea, input[type=text]")) press(control, read(control));
});
document.addEventListener("keydown", (event) => {
  const control = event.target.closest?.("input[data-control=plain_text_input][data-press]");
  if (control && event.key === "Enter") { event.preventDefault(); press(control, read(control)); }
});

// -- modals ---------------------------------------------------------------------------------------------------
const shelf = new Map(); // view id -> its form as last seen, for a view that another one covers

function showModal(before) {
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
document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches(".view")) submitView(event.target);
  if (event.target.matches(".composer")) send(event.target, act).then(() => readEnd(event.target.parentElement));
  if (event.target.matches(".editor")) saveEdit(event.target);
});

// -- deeds on a message ---------------------------------------------------------------------------------------
const at = (message) => ({ channel: message.dataset.channel, ts: message.dataset.ts });
const deeds = {
  dismiss: (message) => act("delete", at(message)),
  global: (_, button) => act("shortcut", { callback: button.dataset.callback }),
  delete: async (message) => { if (await confirmed($("#sure"))) act("delete", at(message)); },
  copy: (message) => navigator.clipboard?.writeText($(".body", message).innerText.replace(/\s*\(modifié\)$/, "")),
  shortcut: (message, button) => act("message_shortcut", { ...at(message), callback: button.dataset.callback }),
  edit: (message) => openEditor(message),
  "cancel-edit": (message, button) => refreshEditor(button.form),
};

function openEditor(message) {
  if ($(".editor", message)) return;
  const form = $("#editor").content.firstElementChild.cloneNode(true);
  $("textarea", form).value = message.dataset.raw;
  $(".body", message).hidden = true;
  $(".body", message).after(form);
  $("textarea", form).focus();
  form.scrollIntoView({ block: "nearest" });
}

function refreshEditor(form) {
  $(".body", form.closest(".message")).hidden = false;
  form.remove();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches?.(".editor textarea")) refreshEditor(event.target.form);
});

async function saveEdit(form) {
  const message = form.closest(".message");
  const outcome = await act("edit", { ...at(message), text: $("textarea", form).value }, form);
  if (outcome.ok) refreshEditor(form);
}

// -- notices --------------------------------------------------------------------------------------------------
function toast(words) {
  const box = $("#toasts");
  if ([...box.children].some((one) => one.firstChild.textContent === words)) return;
  const item = Object.assign(document.createElement("div"), { className: "toast", textContent: words });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "✕" });
  button.setAttribute("aria-label", "Fermer le message");
  button.onclick = () => item.remove();
  item.append(button);
  box.append(item);
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover(); // above an open modal
  setTimeout(() => { item.remove(); if (!box.children.length && box.matches(":popover-open")) box.hidePopover(); }, 8000);
}

for (const part of PARTS) learn(document.getElementById(part));
showModal(null);
prepare(document);
visit();
listen();

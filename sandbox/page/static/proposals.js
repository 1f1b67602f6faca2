// What a slash proposes: commands and shortcuts, then the verbs of the command, then how the verb is used.
import { opening } from "./modal.js";
import { act } from "./talk.js";

const all = [...document.getElementById("commands").content.children];
const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
const $ = (selector, from) => from.querySelector(selector);
const rows = (form) => [...form.querySelectorAll(".proposals [role=option]")];
const chosen = (form) => $(".proposals [aria-selected=true]", form);
let hushed = ""; // what stood there when Escape closed the list

// Gives what to list for a line, and the verb whose use stays in sight.
function proposed(line) {
  if (!line.startsWith("/")) return { listed: [] };
  const [command, verb, ...rest] = line.split(/\s+/);
  if (verb === undefined) return { listed: all.filter((one) => one.dataset.kind !== "verb" && starts(one, command.slice(1))), needle: command.slice(1) };
  const verbs = all.filter((one) => one.dataset.command === command && one.dataset.verb);
  const known = verbs.find((one) => plain(one.dataset.verb) === plain(verb));
  if (known && rest.length) return { listed: [], usage: known };
  return { listed: rest.length ? [] : verbs.filter((one) => plain(one.dataset.verb).startsWith(plain(verb))), needle: verb, usage: known };
}

const starts = (one, needle) => plain($("b", one).textContent).split(/[\s/’]+/).some((word) => word.startsWith(plain(needle)));

function draw(form) {
  const box = $(".proposals", form);
  if (!box) return;
  const area = $("textarea", form);
  const { listed, usage, needle } = proposed(form.dataset.thread ? "" : area.value);
  const shown = area.value === hushed ? [] : listed;
  const list = $("ul", box);
  list.replaceChildren(...shown.map((one, at) => Object.assign(one.cloneNode(true), { id: `proposal-${at}` })));
  $(".usage", box).textContent = usage && shown.length < 2 ? `${usage.dataset.command} ${usage.dataset.usage}` : "";
  box.hidden = !shown.length && !$(".usage", box).textContent;
  area.setAttribute("aria-expanded", shown.length > 0);
  mark(form, needle ? rows(form)[0] : null);
}

function mark(form, row) {
  chosen(form)?.setAttribute("aria-selected", "false");
  row?.setAttribute("aria-selected", "true");
  row?.scrollIntoView({ block: "nearest" });
  $("textarea", form).setAttribute("aria-activedescendant", row?.id ?? "");
}

function take(form, row) {
  const area = $("textarea", form);
  const { kind, command, verb, callback } = row.dataset;
  area.value = kind === "shortcut" ? "" : kind === "verb" ? `${command} ${verb} ` : `${command} `;
  if (kind === "shortcut") opening(act("shortcut", { callback }));
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

// A line that is whole is sent by Enter, one that is begun is completed.
function isWhole(form, row) {
  const line = plain($("textarea", form).value.trim());
  return line === plain(`${row.dataset.command} ${row.dataset.verb ?? ""}`.trim());
}

function key(event) {
  const { form } = event.target;
  const listed = rows(form);
  if (!listed.length) return;
  const row = chosen(form);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(form, listed.at((listed.indexOf(row) + (row || step > 0 ? step : 0)) % listed.length));
  else if (event.key === "Escape") { hushed = event.target.value; draw(form); }
  else if (event.key === "Tab" && !event.shiftKey) take(form, row ?? listed[0]);
  else if (event.key === "Enter" && !event.shiftKey && row && !isWhole(form, row)) take(form, row);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

addEventListener("keydown", (event) => { if (event.target.matches?.(".composer textarea")) key(event); }, true);
document.addEventListener("input", ({ target }) => {
  if (!target.matches(".composer textarea")) return;
  if (target.value !== hushed) hushed = "";
  draw(target.form);
});
document.addEventListener("pointerdown", (event) => { if (event.target.closest(".proposals")) event.preventDefault(); });
document.addEventListener("click", ({ target }) => {
  const row = target.closest(".proposals [role=option]");
  if (row) take(row.closest("form"), row);
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches(".composer textarea")) $(".proposals", target.form).hidden = true;
});
document.addEventListener("focusin", ({ target }) => { if (target.matches(".composer textarea")) draw(target.form); });

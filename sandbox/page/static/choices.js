// Selects that search as one types, with their own options or with those the bot gives.
import { halfHours, plain, readTime } from "./dates.js";
import { float, isOpen, sink } from "./popover.js";

const PAUSE_MS = 150;
const $ = (selector, from) => from.querySelector(selector);
const many = (control) => "many" in control.dataset;
const external = (control) => "min" in control.dataset;
const inputOf = (control) => $("input", control);
const listOf = (control) => $(".list", control);
const options = (control) => [...control.querySelectorAll("[role=option]")];
const offered = (control) => options(control).filter((one) => !one.hidden && one.getAttribute("aria-disabled") !== "true");
const labelOf = (option) => option.firstChild.textContent;
const chipsOf = (control) => [...control.querySelectorAll(".chip")];
const typedWords = (control) => (inputOf(control).value === control.dataset.label ? "" : inputOf(control).value.trim());

// `ask(control, words)` gives { ok, options }; `chosen(control)` is told of each choice.
export function prepareChoices(box, ask, chosen) {
  for (const control of box.querySelectorAll(".choice:not([data-ready])")) {
    control.dataset.ready = "";
    if (control.dataset.free === "time") $("[role=listbox]", control).append(...halfHours().map((time) => row({ value: time, label: time })));
    wire(control, searcher(control, ask), chosen);
  }
}

function wire(control, search, chosen) {
  const input = inputOf(control);
  input.addEventListener("input", () => open(control, search));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => keys(event, control, search, chosen));
  $(".box", control).addEventListener("click", ({ target }) => {
    if (target.closest("button")) return;
    if (isOpen(listOf(control)) && !many(control) && !typedWords(control)) return close(control, chosen);
    input.focus();
    open(control, search);
  });
  listOf(control).addEventListener("pointerdown", (event) => event.preventDefault());
  listOf(control).addEventListener("click", ({ target }) => {
    if (target.closest(".retry")) search();
    else take(control, target.closest("[role=option]"), search, chosen);
  });
  control.addEventListener("click", ({ target }) => {
    if (target.closest(".chip button")) drop(control, target.closest(".chip"), chosen);
    if (target.closest(".clear")) { settle(control, null); input.focus(); chosen(control); }
  });
  control.addEventListener("focusout", ({ relatedTarget }) => { if (!control.contains(relatedTarget)) leave(control, chosen); });
}

// -- the list -------------------------------------------------------------------------------------------------
function open(control, search) {
  if (external(control)) search();
  else { filter(control); show(control); }
}

function filter(control) {
  const words = plain(typedWords(control));
  const free = "free" in control.dataset;
  for (const option of options(control)) {
    const text = plain(option.textContent);
    option.hidden = free ? !text.replace(/^0/, "").startsWith(words.replace("h", ":").replace(/^0/, "")) : !text.includes(words);
  }
  for (const group of control.querySelectorAll("[role=group]")) group.hidden = !group.querySelector("[role=option]:not([hidden])");
  note(control, options(control).some((one) => !one.hidden) || free ? "" : "Aucun résultat");
}

function searcher(control, ask) {
  let round = 0;
  let timer;
  return () => {
    clearTimeout(timer);
    const mine = ++round;
    const words = typedWords(control);
    const least = Number(control.dataset.min);
    if (words.length < least) return fill(control, [], `Saisissez au moins ${least} caractère${least > 1 ? "s" : ""}`);
    fill(control, [], "Recherche…");
    timer = setTimeout(async () => {
      const found = await ask(control, words);
      if (mine !== round || document.activeElement !== inputOf(control)) return;
      if (!found.ok) fill(control, [], "Les propositions n’ont pas pu être chargées.", true);
      else fill(control, found.options, found.options.length ? "" : "Aucun résultat");
    }, PAUSE_MS);
  };
}

function fill(control, found, words, retry = false) {
  $("[role=listbox]", control).replaceChildren(...found.map(row));
  note(control, words, retry);
  show(control);
}

function row({ value, label, description }) {
  const item = Object.assign(document.createElement("div"), { textContent: label });
  item.setAttribute("role", "option");
  item.dataset.value = value;
  if (description) item.append(Object.assign(document.createElement("small"), { textContent: description }));
  return item;
}

function note(control, words, retry = false) {
  const place = $(".note", control);
  place.hidden = !words;
  place.textContent = words;
  if (retry) place.append(" ", Object.assign(document.createElement("button"), { type: "button", className: "retry", textContent: "Réessayer", tabIndex: -1 }));
}

function show(control) {
  const list = listOf(control);
  list.style.minWidth = `${$(".box", control).offsetWidth}px`;
  float(list, $(".box", control));
  inputOf(control).setAttribute("aria-expanded", "true");
  const taken = chosenValues(control);
  const full = many(control) && taken.size >= Number(control.dataset.most ?? Infinity);
  for (const option of options(control)) {
    option.setAttribute("aria-checked", taken.has(option.dataset.value));
    option.setAttribute("aria-disabled", full && !taken.has(option.dataset.value));
  }
  if (full) note(control, `Au plus ${control.dataset.most} choix`);
  mark(control, (!typedWords(control) && offered(control).find((one) => taken.has(one.dataset.value))) || offered(control)[0]);
}

const chosenValues = (control) => new Set(many(control) ? chipsOf(control).map((one) => one.dataset.value) : [control.dataset.value]);

function mark(control, option) {
  $("[aria-selected=true]", control)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option && !option.id) option.id = `${$("[role=listbox]", control).id}-${options(control).indexOf(option)}`;
  inputOf(control).setAttribute("aria-activedescendant", option?.id ?? "");
}

function close(control, chosen) {
  sink(listOf(control));
  inputOf(control).setAttribute("aria-expanded", "false");
  inputOf(control).removeAttribute("aria-activedescendant");
  if ("touched" in control.dataset) { delete control.dataset.touched; chosen(control); }
}

// -- the choice -----------------------------------------------------------------------------------------------
function keys(event, control, search, chosen) {
  const shown = isOpen(listOf(control));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const current = $("[aria-selected=true]", control);
  if (step && !shown) open(control, search);
  else if (step) mark(control, offered(control).at((offered(control).indexOf(current) + step) % offered(control).length));
  else if (event.key === "Enter" && "free" in control.dataset && typedWords(control)) leave(control, chosen);
  else if (event.key === "Enter" && shown) take(control, current, search, chosen);
  else if (event.key === "Escape" && shown) { close(control, chosen); restore(control); }
  else if (event.key === "Backspace" && !inputOf(control).value && chipsOf(control).length) return drop(control, chipsOf(control).at(-1), chosen);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(control, option, search, chosen) {
  if (!option || option.getAttribute("aria-disabled") === "true") return;
  if (!many(control)) {
    settle(control, { value: option.dataset.value, label: labelOf(option) });
    close(control, chosen);
    return chosen(control);
  }
  const taken = chipsOf(control).find((one) => one.dataset.value === option.dataset.value);
  if (taken) taken.remove();
  else $(".chips", control).append(chip(option.dataset.value, labelOf(option)));
  inputOf(control).value = "";
  control.dataset.touched = "";
  if (external(control)) return close(control, chosen);
  open(control, search);
  mark(control, option);
}

function settle(control, choice) {
  delete control.dataset.invalid;
  if (choice) Object.assign(control.dataset, choice);
  else { delete control.dataset.value; delete control.dataset.label; }
  inputOf(control).value = choice?.label ?? "";
}

function drop(control, one, chosen) {
  one.remove();
  inputOf(control).focus();
  sink(listOf(control));
  chosen(control);
}

function leave(control, chosen) {
  close(control, chosen);
  const was = control.dataset.value;
  if ("free" in control.dataset) free(control);
  else restore(control);
  if (was !== control.dataset.value) chosen(control);
}

// What was typed and not chosen goes away; an emptied field that may be empty loses its choice.
function restore(control) {
  const input = inputOf(control);
  if (many(control)) input.value = "";
  else if (input.value.trim() === "" && $(".clear", control)) settle(control, null);
  else input.value = control.dataset.label ?? "";
}

function free(control) {
  const typed = inputOf(control).value.trim();
  const time = readTime(typed);
  if (!typed) settle(control, null);
  else if (time) settle(control, { value: time, label: time });
  else Object.assign(control.dataset, { value: typed, label: typed, invalid: "" });
}

function chip(value, label) {
  const span = Object.assign(document.createElement("span"), { className: "chip", textContent: label });
  span.dataset.value = value;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×", tabIndex: -1 });
  button.setAttribute("aria-label", `Retirer ${label}`);
  span.append(button);
  return span;
}

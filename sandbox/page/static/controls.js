// Reads and writes what people choose in Block Kit controls, and makes menus and searches behave.

const typed = (control) => control.value ?? "";

export function read(control) {
  const kind = control.dataset.control;
  if (control.matches(".combo")) {
    const many = [...control.querySelectorAll(".chip")].map((chip) => chip.dataset.value);
    return "many" in control.dataset ? many : control.dataset.value || null;
  }
  if (control.matches("fieldset")) {
    const chosen = [...control.querySelectorAll("input:checked")].map((input) => input.value);
    return kind === "radio_buttons" ? (chosen[0] ?? null) : chosen;
  }
  return typed(control).trim() === "" ? null : typed(control);
}

export function write(control, from) {
  if (control.matches(".combo")) {
    if (from.dataset.value) Object.assign(control.dataset, { value: from.dataset.value, label: from.dataset.label });
    else { delete control.dataset.value; delete control.dataset.label; }
    control.querySelector(".chips").replaceWith(from.querySelector(".chips"));
    control.querySelector("input").value = from.querySelector("input").value;
  } else if (control.matches("fieldset")) {
    const chosen = new Set([...from.querySelectorAll("input:checked")].map((input) => input.value));
    for (const input of control.querySelectorAll("input")) input.checked = chosen.has(input.value);
  } else control.value = from.value;
}

export const fields = (box) =>
  [...box.querySelectorAll("[data-control]")].filter((one) => !["button", "overflow"].includes(one.dataset.control));

export function collect(box) {
  const values = {};
  for (const control of fields(box)) {
    (values[control.dataset.block] ??= {})[control.dataset.action] = read(control);
  }
  return values;
}

export function place(popover, anchor) {
  const box = anchor.getBoundingClientRect();
  const width = popover.offsetWidth;
  const height = popover.offsetHeight;
  const below = box.bottom + 4 + height <= innerHeight;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  popover.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
}

export function prepareMenus(box) {
  for (const button of box.querySelectorAll("[data-menu]")) {
    const menu = button.nextElementSibling;
    if (button.popoverTargetElement === menu) continue;
    button.popoverTargetElement = menu;
    menu.addEventListener("beforetoggle", () => { menu.style.visibility = "hidden"; });
    menu.addEventListener("toggle", (event) => {
      if (event.newState !== "open") return;
      place(menu, button);
      menu.style.visibility = "";
      menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
    });
    menu.addEventListener("keydown", (event) => steer(event, menu));
  }
}

function steer(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}

let lists = 0;

// A search as one types: `ask(combo, typed)` gives options, `chosen(combo)` is told of each choice.
export function prepareCombos(box, ask, chosen) {
  for (const combo of box.querySelectorAll(".combo:not([data-ready])")) {
    combo.dataset.ready = "";
    const input = combo.querySelector("input");
    const list = combo.querySelector("[role=listbox]");
    list.id = `listbox-${++lists}`;
    input.setAttribute("aria-controls", list.id);
    let round = 0;
    let timer;
    const search = () => {
      clearTimeout(timer);
      const mine = ++round;
      const words = combo.dataset.label === input.value ? "" : input.value.trim();
      const missing = Number(combo.dataset.min) - words.length;
      if (missing > 0) return show(combo, [], `Saisissez au moins ${combo.dataset.min} caractère${combo.dataset.min > 1 ? "s" : ""}`);
      timer = setTimeout(async () => {
        const options = await ask(combo, words);
        if (mine === round && document.activeElement === input) show(combo, options, "Aucun résultat");
      }, 120);
    };
    input.addEventListener("input", search);
    input.addEventListener("focus", () => { if (combo.dataset.label) input.select(); });
    input.addEventListener("click", search);
    input.addEventListener("blur", () => { round++; hide(combo); if (!("many" in combo.dataset)) restore(combo); });
    input.addEventListener("keydown", (event) => keys(event, combo, chosen));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => take(combo, event.target.closest("[role=option]"), chosen));
    combo.addEventListener("click", (event) => {
      if (event.target.matches(".chip button")) { event.target.closest(".chip").remove(); chosen(combo); }
    });
  }
}

function restore(combo) {
  const input = combo.querySelector("input");
  if (input.value.trim() === "") { delete combo.dataset.value; delete combo.dataset.label; input.value = ""; }
  else input.value = combo.dataset.label ?? "";
}

function show(combo, options, otherwise) {
  const list = combo.querySelector("[role=listbox]");
  const input = combo.querySelector("input");
  list.replaceChildren(...options.map((option, at) => row(option, at, list.id)));
  if (!options.length) list.append(Object.assign(document.createElement("li"), { className: "note", textContent: otherwise }));
  if (!list.matches(":popover-open")) list.showPopover();
  list.style.width = `${Math.max(input.offsetWidth, 220)}px`;
  place(list, input);
  input.setAttribute("aria-expanded", "true");
  mark(combo, list.querySelector("[role=option]"));
}

function row(option, at, prefix) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = `${prefix}-${at}`;
  item.dataset.value = option.value;
  item.textContent = option.label;
  return item;
}

function hide(combo) {
  const list = combo.querySelector("[role=listbox]");
  if (list.matches(":popover-open")) list.hidePopover();
  combo.querySelector("input").setAttribute("aria-expanded", "false");
}

function mark(combo, item) {
  combo.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  combo.querySelector("input").setAttribute("aria-activedescendant", item?.id ?? "");
}

function keys(event, combo, chosen) {
  const open = combo.querySelector("[role=listbox]").matches(":popover-open");
  const current = combo.querySelector("[aria-selected=true]");
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (open && step) mark(combo, current?.[step] ?? current);
  else if (open && event.key === "Enter") take(combo, current, chosen);
  else if (open && event.key === "Escape") hide(combo);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(combo, item, chosen) {
  if (!item) return;
  const input = combo.querySelector("input");
  if ("many" in combo.dataset) {
    combo.querySelector(".chips").append(chip(item.dataset.value, item.textContent));
    input.value = "";
  } else {
    Object.assign(combo.dataset, { value: item.dataset.value, label: item.textContent });
    input.value = item.textContent;
  }
  hide(combo);
  chosen(combo);
}

function chip(value, label) {
  const span = Object.assign(document.createElement("span"), { className: "chip", textContent: label });
  span.dataset.value = value;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  button.setAttribute("aria-label", `Retirer ${label}`);
  span.append(button);
  return span;
}

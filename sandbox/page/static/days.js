// Date fields: a day is typed as people write it, or taken from a calendar; the value stays YYYY-MM-DD.
import { calendar } from "./calendar.js";
import { readDate, sayDate } from "./dates.js";
import { float, isOpen, sink } from "./popover.js";

export function prepareDays(box, chosen) {
  for (const control of box.querySelectorAll(".when:not([data-ready])")) {
    control.dataset.ready = "";
    wire(control, chosen);
  }
}

function wire(control, chosen) {
  const input = control.querySelector("input");
  const button = control.querySelector("[data-open]");
  const month = calendar({
    clearable: "clearable" in control.dataset,
    pick: (iso) => { close(); settle(control, iso); input.focus(); chosen(control); },
    leave: () => { close(); input.focus(); },
  });
  control.append(month.box);

  function open() {
    month.show(readDate(input.value));
    float(month.box, control.querySelector(".box"));
    button.setAttribute("aria-expanded", "true");
  }

  function close() {
    sink(month.box);
    button.setAttribute("aria-expanded", "false");
  }

  function commit() {
    close();
    const was = control.dataset.value ?? "";
    const typed = input.value.trim();
    const iso = readDate(typed);
    settle(control, iso);
    if (typed && !iso) { Object.assign(control.dataset, { value: typed, invalid: "" }); input.value = typed; }
    if (was !== (control.dataset.value ?? "")) chosen(control);
  }

  input.addEventListener("click", open);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", () => { if (isOpen(month.box)) month.show(readDate(input.value)); });
  input.addEventListener("keydown", (event) => {
    const shown = isOpen(month.box);
    if (event.key === "ArrowDown") { open(); month.focus(); }
    else if (event.key === "Escape" && shown) close();
    else if (event.key === "Enter" && (shown || input.value !== said(control))) commit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  button.addEventListener("click", () => { if (isOpen(month.box)) close(); else { open(); month.focus(); } });
  control.addEventListener("focusout", ({ relatedTarget }) => {
    if (!control.contains(relatedTarget)) queueMicrotask(() => { if (!control.contains(document.activeElement)) commit(); }); // a month drawn again moves the focus
  });
  month.box.addEventListener("pointerdown", (event) => event.preventDefault());
}

const said = ({ dataset }) => ("value" in dataset && !("invalid" in dataset) ? sayDate(dataset.value) : dataset.value ?? "");

function settle(control, iso) {
  delete control.dataset.invalid;
  if (iso) control.dataset.value = iso;
  else delete control.dataset.value;
  control.querySelector("input").value = iso ? sayDate(iso) : "";
}

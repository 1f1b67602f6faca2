// A month in French, from Monday to Sunday, walked through with the arrows as a grid (WAI-ARIA, date picker dialog).
import { moved, movedMonths, monthOf, sayDay, sayMonth, today, weekday, WEEKDAYS } from "./dates.js";

function make(tag, facts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const arrow = (label, step, sign) => make("button", { type: "button", class: "icon", "aria-label": label, "data-step": step }, sign);

// `pick(iso)` is told of the day taken, null when it is cleared; `leave()` of Escape.
export function calendar({ pick, leave, clearable }) {
  const title = make("strong", { "aria-live": "polite" });
  const grid = make("table", { role: "grid" });
  const foot = make("footer", {}, make("button", { type: "button", class: "btn", "data-today": "" }, "Aujourd’hui"));
  if (clearable) foot.append(make("button", { type: "button", class: "btn", "data-clear": "" }, "Effacer"));
  const head = make("header", {}, arrow("Mois précédent", -1, "‹"), title, arrow("Mois suivant", 1, "›"));
  const box = make("div", { class: "calendar", popover: "manual", role: "dialog", "aria-label": "Choisir une date" }, head, grid, foot);
  let at = today();
  let taken = null;

  function draw() {
    title.textContent = sayMonth(at);
    grid.setAttribute("aria-label", sayMonth(at));
    grid.replaceChildren(days(), ...weeks(at).map((week) => make("tr", {}, ...week.map(cell))));
  }

  function cell(iso) {
    const button = make("button", { type: "button", "data-day": iso, tabindex: iso === at ? 0 : -1, "aria-label": sayDay(iso) }, String(Number(iso.slice(8))));
    if (iso === today()) button.setAttribute("aria-current", "date");
    if (monthOf(iso) !== monthOf(at)) button.className = "other";
    return make("td", { role: "gridcell", "aria-selected": iso === taken }, button);
  }

  const focus = () => box.querySelector(`[data-day="${at}"]`).focus();
  const go = (iso) => { at = iso; draw(); };

  box.addEventListener("click", ({ target }) => {
    const { step, day, today: now, clear } = target.closest("button")?.dataset ?? {};
    if (step) go(movedMonths(at, Number(step)));
    if (day) pick(day);
    if (now !== undefined) pick(today());
    if (clear !== undefined) pick(null);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    else if (event.target.dataset.day && STEPS[event.key]) { go(STEPS[event.key](at, event.shiftKey)); focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    box,
    focus,
    show(iso) { taken = iso; go(iso ?? today()); },
  };
}

const STEPS = {
  ArrowLeft: (iso) => moved(iso, -1),
  ArrowRight: (iso) => moved(iso, 1),
  ArrowUp: (iso) => moved(iso, -7),
  ArrowDown: (iso) => moved(iso, 7),
  Home: (iso) => moved(iso, -weekday(iso)),
  End: (iso) => moved(iso, 6 - weekday(iso)),
  PageUp: (iso, far) => movedMonths(iso, far ? -12 : -1),
  PageDown: (iso, far) => movedMonths(iso, far ? 12 : 1),
};

const days = () => make("tr", {}, ...WEEKDAYS.map((name) => make("th", { scope: "col", abbr: name }, name.slice(0, 2))));

function weeks(iso) {
  const first = `${monthOf(iso)}-01`;
  const start = moved(first, -weekday(first));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_unused, day) => moved(start, week * 7 + day)));
}

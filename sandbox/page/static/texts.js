// What is typed: numbers without letters, the room that is left, and rich text by buttons.

const NEAR = 0.1; // of the longest text: from there on, people see what is left

export function prepareTexts(box) {
  for (const area of box.querySelectorAll("[data-most]:is(input, textarea)")) count(area);
}

function count(area) {
  const counter = area.parentElement.querySelector(".counter");
  const left = Number(area.dataset.most) - area.value.length;
  counter.textContent = left <= Math.max(20, Number(area.dataset.most) * NEAR) && area.value ? String(left) : "";
  counter.classList.toggle("over", left < 0);
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-control=number_input]")) numeric(target);
  if (target.matches("[data-most]:is(input, textarea)")) count(target);
});

function numeric(input) {
  const kept = input.value.replace(/[^\d.,\s-]/g, "");
  if (kept === input.value) return;
  const at = input.selectionStart - (input.value.length - kept.length);
  input.value = kept;
  input.setSelectionRange(at, at);
}

// -- rich text ------------------------------------------------------------------------------------------------
document.addEventListener("click", ({ target }) => {
  const button = target.closest(".rich [data-mark]");
  if (button) format(button.closest(".rich").querySelector("textarea"), button.dataset.mark);
});
document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.(".rich textarea");
  const mark = area && (event.ctrlKey || event.metaKey) && { b: "*", i: "_" }[event.key.toLowerCase()];
  if (!mark) return;
  event.preventDefault();
  format(area, mark);
});

const isLine = (mark) => mark.endsWith(" ");

function format(area, mark) {
  area.focus();
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (isLine(mark)) return lines(area, mark, value.lastIndexOf("\n", start - 1) + 1, end);
  insert(area, start, end, mark + value.slice(start, end) + mark);
  area.setSelectionRange(start + mark.length, end + mark.length);
}

function lines(area, mark, start, end) {
  const marked = area.value.slice(start, end).split("\n").map((line, at) => (mark === "1. " ? `${at + 1}. ` : mark) + line);
  insert(area, start, end, marked.join("\n"));
}

function insert(area, start, end, text) {
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

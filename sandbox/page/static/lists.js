// A list read to its end stays at its end when messages come, when one grows, when the composer takes its room.

const NEAR = 60; // pixels
const ends = new WeakMap();
const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => toEnd(target.closest("[data-scroll]"))));

function toEnd(list) {
  if (list && ends.get(list) !== false) list.scrollTop = list.scrollHeight;
}

function follow(list) {
  if (!ends.has(list)) {
    ends.set(list, true);
    list.addEventListener("scroll", () => ends.set(list, list.scrollHeight - list.scrollTop - list.clientHeight < NEAR), { passive: true });
  }
  for (const one of [list, ...list.children]) sized.observe(one);
  toEnd(list);
}

export const followLists = (box) => box.querySelectorAll("[data-scroll]").forEach(follow);

export function readEnd(pane) {
  for (const list of pane.querySelectorAll("[data-scroll]")) { ends.set(list, true); toEnd(list); }
}

// Where a list of messages stands: at the first unread one, at its end as messages come, or where one reads.
import { onDrawn } from "./talk.js";

const NEAR = 60; // pixels
const ABOVE = 48; // pixels left above what is brought to the top
const seen = new WeakMap(); // list -> { end: does it follow its end, keys: what it showed, below: did something come under }
const sized = new ResizeObserver((entries) => new Set(entries.map(({ target }) => target.closest("[data-scroll]"))).forEach(settle));

const messages = (list) => [...list.querySelectorAll(":scope > [data-ts]")];
const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
const toTop = (list, one, above = ABOVE) => { list.scrollTop += one.getBoundingClientRect().top - list.getBoundingClientRect().top - above; };

function settle(list) {
  if (!list?.isConnected) return;
  if (seen.get(list)?.end) list.scrollTop = list.scrollHeight;
  offer(list);
}

function open(list) {
  seen.set(list, { end: false, keys: new Set(), below: false });
  list.addEventListener("scroll", () => heard(list), { passive: true });
  const fresh = list.querySelector(":scope > [data-new]");
  if (!goTo(list)) {
    if (fresh) toTop(list, fresh);
    else list.scrollTop = list.scrollHeight;
  }
  heard(list);
}

function heard(list) {
  const state = seen.get(list);
  state.end = isAtEnd(list);
  if (state.end) state.below = false;
  offer(list);
}

// Brings the message that the address names into view.
function goTo(list) {
  const one = location.hash && list.querySelector(`:scope > [data-ts="${CSS.escape(location.hash.slice(1))}"]`);
  if (!one) return false;
  one.scrollIntoView({ block: "center" });
  one.classList.add("named");
  one.addEventListener("animationend", () => one.classList.remove("named"), { once: true });
  history.replaceState(null, "", location.pathname + location.search);
  return true;
}

function follow(list) {
  if (!seen.has(list)) open(list);
  else if (!goTo(list)) arrived(list, seen.get(list));
  seen.get(list).keys = new Set(messages(list).map((one) => one.dataset.ts));
  for (const one of [list, ...list.children]) sized.observe(one);
  offer(list);
}

// What comes at the end of a list read to its end is followed, but never past the top of the first of it.
function arrived(list, state) {
  const all = messages(list);
  const last = all.findLastIndex((one) => state.keys.has(one.dataset.ts));
  const older = all.findIndex((one) => state.keys.has(one.dataset.ts));
  const fresh = all.slice(last + 1);
  if (older > 0) toTop(list, all[older]);
  if (!fresh.length || last < 0) return;
  const mine = fresh.find((one) => one.matches(".ephemeral"));
  if (mine || state.end) reveal(list, mine ?? fresh[0]);
  else state.below = true;
}

function reveal(list, one) {
  list.scrollTop = list.scrollHeight;
  if (one.getBoundingClientRect().top < list.getBoundingClientRect().top) toTop(list, one, 12);
  heard(list);
}

function offer(list) {
  const jump = list.parentElement.querySelector(":scope > .jump");
  if (!jump) return;
  const { end, below } = seen.get(list) ?? { end: true };
  jump.hidden = end || !(below || list.scrollHeight - list.scrollTop > 2 * list.clientHeight);
}

export function readEnd(pane) {
  for (const list of pane.querySelectorAll("[data-scroll]")) { list.scrollTop = list.scrollHeight; heard(list); }
}

export const followLists = (box) => box.querySelectorAll("[data-scroll]").forEach(follow);

onDrawn((_, box) => followLists(box));
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do=latest]");
  if (button) readEnd(button.closest(".pane"));
});

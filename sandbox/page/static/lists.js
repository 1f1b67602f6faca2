// Where a list of messages stands: at the first unread one, at its end as messages come, or where one reads.
import { onDrawn } from "./talk.js";

const NEAR = 60; // pixels
const ABOVE = 12; // pixels left above what is brought to the top
const seen = new WeakMap(); // list -> { end: does it follow its end, first: never past this one, put: where it was last put, keys: what it showed, below: did something come under }
const sized = new ResizeObserver((entries) => new Set(entries.map(({ target }) => target.closest("[data-scroll]"))).forEach(settle));

const watched = new WeakSet(); // to watch twice is to be told again of each size

function watch(one) {
  if (!watched.has(one)) sized.observe(one);
  watched.add(one);
}

const messages = (list) => [...list.querySelectorAll(":scope > [data-ts]")];
const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
const toTop = (list, one) => { list.scrollTop += one.getBoundingClientRect().top - list.getBoundingClientRect().top - ABOVE; };

function settle(list) {
  if (!list?.isConnected) return;
  const state = seen.get(list);
  if (state?.end) reveal(list, state.first);
  offer(list);
}

function open(list) {
  seen.set(list, { end: false, first: null, put: 0, keys: new Set(), below: false });
  list.addEventListener("scroll", () => { if (Math.abs(list.scrollTop - seen.get(list).put) > 2) seen.get(list).first = null; heard(list); }, { passive: true });
  const fresh = list.querySelector(":scope > [data-new]");
  const last = messages(list).at(-1);
  if (!goTo(list)) reveal(list, fresh ?? last);
  heard(list);
}

function heard(list) {
  const state = seen.get(list);
  state.end = isAtEnd(list);
  if (state.end) state.below = false;
  offer(list);
}

// Brings the message that the address names into view: a root in its channel, a reply in its thread.
function goTo(list) {
  const ts = location.hash.slice(1);
  const one = ts && list.dataset.key !== `thread-${ts}` && list.querySelector(`:scope > [data-ts="${CSS.escape(ts)}"]`);
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
  for (const one of [list, ...list.children]) watch(one);
  offer(list);
}

// What comes at the end of a list read to its end is followed, but never past the top of the first of it.
function arrived(list, state) {
  const all = messages(list);
  const last = all.findLastIndex((one) => state.keys.has(one.dataset.ts));
  const older = all.findIndex((one) => state.keys.has(one.dataset.ts));
  const fresh = all.slice(last + 1);
  if (older > 0) toTop(list, all[older]);
  if (!fresh.length) return;
  const mine = fresh.find((one) => one.matches(".ephemeral"));
  if (mine || state.end) reveal(list, mine ?? fresh[0]);
  else state.below = true;
}

// Shows the end, or the top of a message when what follows is taller than the window.
function reveal(list, one) {
  seen.get(list).first = one;
  list.scrollTop = list.scrollHeight;
  if (one?.isConnected && one.getBoundingClientRect().top < list.getBoundingClientRect().top) toTop(list, one);
  seen.get(list).put = list.scrollTop;
  heard(list);
}

// Brings the newest message of the conversation under the eyes, from its top.
export function showNewest() {
  const list = document.querySelector("#main [data-scroll]");
  if (list) reveal(list, messages(list).at(-1));
}

function offer(list) {
  const jump = list.parentElement.querySelector(":scope > .jump");
  if (!jump) return;
  const { end, below } = seen.get(list) ?? { end: true };
  jump.hidden = end || !(below || list.scrollHeight - list.scrollTop > 2 * list.clientHeight);
}

export function readEnd(pane) {
  for (const list of pane.querySelectorAll("[data-scroll]")) reveal(list, null);
}

export const followLists = (box) => box.querySelectorAll("[data-scroll]").forEach(follow);

onDrawn((_, box) => followLists(box));
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do=latest]");
  if (button) readEnd(button.closest(".pane"));
});

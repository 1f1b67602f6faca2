// Puts fresh HTML from the server in place, touching only what changed, so that focus, scroll and typing survive.

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";
const drawn = new WeakMap(); // element -> the HTML it was drawn from, unless it bears a hash

const remember = (element) => {
  if (!element.dataset.hash) drawn.set(element, element.outerHTML);
  if ("list" in element.dataset) for (const child of element.children) remember(child);
  return element;
};

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // drawn by our own server, where everything people typed is escaped
  return template.content;
}

export const learn = (box) => [...box.children].forEach(remember);

// Gives false when the server left out what it believed to be here and is not.
export function merge(box, fresh) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  const settled = [...fresh.children].map((child) => settle(old.get(child.dataset.key), child));
  const wanted = settled.filter(Boolean);
  const kept = new Set(wanted);
  const focus = [...old.values()].map(focusIn).find(Boolean);
  for (const child of old.values()) if (!kept.has(child)) child.remove();
  let cursor = box.firstElementChild;
  for (const child of wanted) {
    if (child === cursor) cursor = cursor.nextElementSibling;
    else box.insertBefore(child, cursor);
  }
  if (focus && !kept.has(focus.holder)) refocus(wanted.find((one) => one.dataset.key === focus.holder.dataset.key), focus);
  return wanted.length === settled.length;
}

function settle(mine, child) {
  if ("kept" in child.dataset) return mine ?? null;
  if (!mine) return remember(document.importNode(child, true));
  if ("list" in child.dataset) return merge(mine, child) ? mine : null;
  if ("keep" in child.dataset || same(mine, child)) return mine;
  if (mine.querySelector(".editor, :popover-open")) { mine.dataset.stale = ""; return mine; } // drawn again once closed
  return remember(document.importNode(child, true));
}

const same = (mine, child) => (child.dataset.hash ? mine.dataset.hash === child.dataset.hash : drawn.get(mine) === child.outerHTML);

function focusIn(holder) {
  const active = document.activeElement;
  if (!holder.contains(active) || "list" in holder.dataset) return null;
  return { holder, at: places(holder).indexOf(active), name: nameOf(active) };
}

const places = (holder) => [holder, ...holder.querySelectorAll(FOCUSABLE)];
const nameOf = (one) => [one.tagName, one.dataset.block, one.dataset.action, one.dataset.do, one.dataset.name, one.getAttribute("aria-label")].join();

function refocus(holder, { at, name }) {
  if (!holder) return;
  const all = places(holder);
  const alike = all.filter((one) => nameOf(one) === name);
  (alike.includes(all[at]) ? all[at] : alike[0] ?? holder).focus({ preventScroll: true });
}

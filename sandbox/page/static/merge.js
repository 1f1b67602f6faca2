// Puts fresh HTML from the server in place, touching only what changed, so that focus, scroll and typing survive.

const drawn = new WeakMap(); // element -> the HTML it was drawn from

const remember = (element) => {
  drawn.set(element, element.outerHTML);
  if ("list" in element.dataset) for (const child of element.children) remember(child);
  return element;
};

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // drawn by our own server, where everything people typed is escaped
  return template.content;
}

export const learn = (box) => [...box.children].forEach(remember);

export function merge(box, fresh) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  const wanted = [...fresh.children].map((child) => settle(old.get(child.dataset.key), child));
  const kept = new Set(wanted);
  for (const child of old.values()) if (!kept.has(child)) child.remove();
  let cursor = box.firstElementChild;
  for (const child of wanted) {
    if (child === cursor) cursor = cursor.nextElementSibling;
    else box.insertBefore(child, cursor);
  }
}

function settle(mine, child) {
  if (!mine) return remember(document.importNode(child, true));
  if ("list" in child.dataset) {
    merge(mine, child);
    return mine;
  }
  if ("keep" in child.dataset || drawn.get(mine) === child.outerHTML) return mine;
  return remember(document.importNode(child, true));
}

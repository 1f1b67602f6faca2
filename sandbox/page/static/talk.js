// Talks to the server: sends what a person does, fetches again the parts of the page that have changed.
import { merge, parse } from "./merge.js";
import { toast } from "./notices.js";

export const me = document.body.dataset.me;
export const PARTS = ["side", "main", "thread", "modal"];

// `busy` is what waits for the answer; a `quiet` act says nothing of a refusal, who asked does.
export async function act(name, body, busy, { quiet = false } = {}) {
  busy?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/page/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: me, act: name, ...body }),
    });
    const outcome = await answer.json();
    if (outcome.error && !quiet) toast(outcome.error);
    return outcome;
  } catch {
    toast("L’espace de travail ne répond pas. Réessayez dans un instant.");
    return { ok: false };
  } finally {
    busy?.removeAttribute("aria-busy");
  }
}

const listeners = [];

// `told(part, box, before)` is called after each redraw of a part; `before` is the first element that stood there.
export const onDrawn = (told) => listeners.push(told);

const rounds = {};

export async function refresh(parts = PARTS) {
  await Promise.allSettled(parts.map(refreshPart));
}

async function refreshPart(part) {
  const round = (rounds[part] = (rounds[part] ?? 0) + 1);
  const place = location.search;
  const stale = () => round !== rounds[part] || place !== location.search;
  const box = document.getElementById(part);
  for (const have of [drawnIn(box), {}]) {
    const answer = await ask(part, box, have);
    if (!answer.ok || stale()) return;
    const html = await answer.text();
    if (stale() || put(part, box, html)) return;
  }
}

const drawnIn = (box) => Object.fromEntries([...box.querySelectorAll("[data-list] > [data-hash]")].map((one) => [one.dataset.key, one.dataset.hash]));

// A window says where its new messages began, so that the line above them stays while one reads.
function ask(part, box, have) {
  const query = new URLSearchParams(location.search);
  const list = part === "main" && box.querySelector(`[data-key="list-${CSS.escape(query.get("c") ?? "")}"]`);
  if (list) query.set("mark", list.dataset.mark);
  const body = JSON.stringify({ have });
  return fetch(`/page/part/${part}?${query}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
}

function put(part, box, html) {
  const before = box.firstElementChild;
  const whole = merge(box, parse(html));
  for (const told of listeners) told(part, box, before);
  return whole;
}

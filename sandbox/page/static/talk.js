// Talks to the server: sends what a person does, fetches again the parts of the page that have changed.
import { merge, parse } from "./merge.js";
import { toast } from "./notices.js";

export const me = document.getElementById("person").value;
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
  const asked = parts.map(async (part) => {
    const round = (rounds[part] = (rounds[part] ?? 0) + 1);
    const place = location.search;
    const answer = await fetch(`/page/part/${part}${place}`);
    if (!answer.ok || round !== rounds[part] || place !== location.search) return;
    const html = await answer.text();
    if (round === rounds[part]) put(part, html);
  });
  await Promise.allSettled(asked);
}

function put(part, html) {
  const box = document.getElementById(part);
  const before = box.firstElementChild;
  merge(box, parse(html));
  for (const told of listeners) told(part, box, before);
}

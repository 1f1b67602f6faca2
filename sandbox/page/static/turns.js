// « Jour suivant » and « Recommencer »: asks for them, and comes back once a new demo stands at the same address.
import { confirmed } from "./kit.js";
import { showNewest } from "./lists.js";
import { toast } from "./notices.js";
import { me, onDrawn } from "./talk.js";

const ASK_MS = 400;
const box = document.getElementById("turns");
const now = () => box.querySelector(".turns");
const { life } = now().dataset;

async function ask(turn, body) {
  const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ as: me, ...body }) };
  try {
    const { error } = await (await fetch(`/page/turns/${turn}`, asked)).json();
    if (error) toast(error);
    awaited &&= !error;
  } catch {
    if (!("ends" in now().dataset)) toast("L’espace de travail ne répond pas. Réessayez dans un instant.");
  }
}

let awaited = false; // this window asked for a day: it shows its digest once it is drawn

const turns = {
  next: () => { awaited = true; return ask("next", { seen: now().dataset.day }); },
  anew: async () => { if (await confirmed(box.querySelector(".turns-sure"))) await ask("anew", { life }); },
};

box.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-turn]");
  if (!button || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  turns[button.dataset.turn]().finally(() => button.removeAttribute("aria-busy"));
});

// A demo that ends stops answering for some seconds; what answers then is another one.
let leaving = false;

async function leave() {
  leaving = true;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    const answer = await fetch("/page/part/turns", { cache: "no-store" }).catch(() => null);
    if (answer?.ok && !(await answer.text()).includes(`data-life="${life}"`)) return begin();
  }
}

function begin() {
  const query = new URLSearchParams(location.search);
  query.delete("t"); // that thread is no more
  location.replace(`/?${query}`);
}

onDrawn((part) => {
  if (part === "turns" && "ends" in now().dataset && !leaving) leave();
  if (part !== "main" || !awaited) return;
  awaited = false;
  requestAnimationFrame(showNewest);
});

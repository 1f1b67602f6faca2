// What was written and not sent waits in its conversation, also after the page was loaded again.
import { me, onDrawn } from "./talk.js";

const keyOf = (form) => `draft ${me} ${form.dataset.key}`;
const store = (act) => { try { return act(sessionStorage); } catch { return null; } }; // a browser may keep nothing

export function keep(form) {
  const { value } = form.querySelector("textarea");
  store((kept) => (value ? kept.setItem(keyOf(form), value) : kept.removeItem(keyOf(form))));
}

// A word that was sent from another window of the same person is no draft any more.
export const forget = (form, sent) => store((kept) => { if (kept.getItem(keyOf(form)) === sent) kept.removeItem(keyOf(form)); });

function restore(form) {
  const area = form.querySelector("textarea");
  if (!area || "restored" in form.dataset) return;
  form.dataset.restored = "";
  area.value ||= store((kept) => kept.getItem(keyOf(form))) ?? "";
}

export function startDrafts() {
  const all = (box) => box.querySelectorAll(".composer").forEach(restore);
  onDrawn((_, box) => all(box));
  all(document);
  document.addEventListener("input", ({ target }) => { if (target.matches(".composer textarea")) keep(target.form); });
}

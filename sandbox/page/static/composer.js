// Where people write: Enter sends, Shift+Enter breaks the line, files are joined, what is not sent is kept as a draft.
import { readEnd } from "./lists.js";
import { toast } from "./notices.js";
import { forget, keep } from "./drafts.js";
import { act } from "./talk.js";

const MOST_BYTES = 40 * 1024 * 1024;
const TOO_BIG = "ne peut pas être envoyé : un fichier ne dépasse pas 40 Mo.";
const $ = (selector, from) => from.querySelector(selector);
const attached = new WeakMap(); // composer -> its files
let sent = Promise.resolve(); // what was sent before: words arrive in the order they were written

function send(form) {
  const area = $("textarea", form);
  const text = area.value;
  const files = attached.get(form) ?? [];
  if (!text.trim() && !files.length) return;
  area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  readEnd(form.parentElement);
  form.classList.toggle("sending", files.length > 0);
  attached.set(form, []);
  sent = sent.then(() => deliver(form, text, files));
}

async function deliver(form, text, files) {
  const { channel, thread } = form.dataset;
  const packed = await Promise.all(files.map(pack));
  const { ok } = await act("write", { channel, thread, text, files: packed }, form);
  const later = attached.get(form);
  form.classList.remove("sending");
  attach(form, ok ? later : [...files, ...later]);
  if (ok) forget(form, text);
  else {
    const area = $("textarea", form);
    area.value ||= text;
    keep(form);
  }
}

function pack(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type, data: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
}

export function join(form, files) {
  for (const { name } of files.filter(({ size }) => size > MOST_BYTES)) toast(`« ${name} » ${TOO_BIG}`);
  attach(form, [...(attached.get(form) ?? []), ...files.filter(({ size }) => size <= MOST_BYTES)]);
  $("textarea", form).focus();
}

function attach(form, files) {
  attached.set(form, files);
  const list = $(".attached", form);
  list.hidden = !files.length;
  list.replaceChildren(...files.map((file) => {
    const item = Object.assign(document.createElement("li"), { textContent: file.name });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", `Retirer ${file.name}`);
    button.onclick = () => attach(form, files.filter((one) => one !== file));
    item.append(button);
    return item;
  }));
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".composer")) return;
  event.preventDefault();
  send(event.target);
});
document.addEventListener("change", ({ target }) => {
  if (!target.matches(".composer .attach input")) return;
  join(target.form, [...target.files]);
  target.value = "";
});
document.addEventListener("paste", (event) => {
  const form = event.target.closest?.(".composer");
  const files = [...(event.clipboardData?.files ?? [])];
  if (!form || !files.length) return;
  event.preventDefault();
  join(form, files);
});
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !event.target.matches?.(".composer textarea, .editor textarea")) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); event.target.form.requestSubmit(); }
});

// Where people write: Enter sends, Shift+Enter breaks the line, files are joined or dropped, a slash gets a hint.

import { readEnd } from "./lists.js";
import { act } from "./talk.js";

const $ = (selector, from) => from.querySelector(selector);
const attached = new WeakMap(); // composer -> its files

async function send(form) {
  const area = $("textarea", form);
  const text = area.value;
  const files = attached.get(form) ?? [];
  if ((!text.trim() && !files.length) || form.getAttribute("aria-busy")) return;
  area.value = "";
  hint(form);
  attach(form, []);
  const { channel, thread } = form.dataset;
  const packed = await Promise.all(files.map(pack));
  const outcome = await act("write", { channel, thread, text, files: packed }, form);
  if (!outcome.ok && !area.value) { area.value = text; attach(form, files); }
}

function pack(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type, data: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
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

function hint(form) {
  const list = $(".hint", form);
  const slash = $("textarea", form).value.startsWith("/");
  list.hidden = !slash;
  if (!slash || list.children.length) return;
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("b"), { textContent: "/impayes" }), " commande de l’application Impayés ; « /impayes aide » montre tout ce qu’elle sait faire");
  list.append(item);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".composer")) return;
  event.preventDefault();
  send(event.target).then(() => readEnd(event.target.parentElement));
});
document.addEventListener("input", ({ target }) => { if (target.matches(".composer textarea")) hint(target.form); });
document.addEventListener("change", ({ target }) => {
  if (!target.matches(".attach input")) return;
  attach(target.form, [...(attached.get(target.form) ?? []), ...target.files]);
  target.value = "";
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".composer textarea, .editor textarea")) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); event.target.form.requestSubmit(); }
});
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.(".pane") && $(".composer", event.target.closest(".pane"));
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (kind === "drop") attach(form, [...(attached.get(form) ?? []), ...event.dataTransfer.files]);
  });
}

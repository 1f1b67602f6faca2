// Files given in a form: sent as soon as they are chosen, then named in what the form says.
import { act } from "./talk.js";

const BYTES = ["o", "Ko", "Mo"];

export function prepareUploads(box, chosen) {
  for (const control of box.querySelectorAll("[data-control=file_input]:not([data-ready])")) {
    control.dataset.ready = "";
    const input = control.querySelector("input");
    input.addEventListener("change", async () => {
      await send(control, [...input.files]);
      input.value = "";
      chosen(control);
    });
    control.addEventListener("click", ({ target }) => {
      if (!target.closest("li button")) return;
      target.closest("li").remove();
      input.focus();
      chosen(control);
    });
  }
}

async function send(control, files) {
  const waiting = files.map((file) => line(file.name));
  control.querySelector("ul").append(...waiting);
  const packed = await Promise.all(files.map(pack));
  const outcome = await act("upload", { files: packed }, control);
  waiting.forEach((item, at) => {
    const file = outcome.files?.[at];
    if (!file) return item.remove();
    item.dataset.value = file.id;
    item.querySelector("small").textContent = size(file.size);
  });
}

export function pack(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type, data: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
}

function line(name) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  button.setAttribute("aria-label", `Retirer ${name}`);
  item.append(Object.assign(document.createElement("b"), { textContent: name }), Object.assign(document.createElement("small"), { textContent: "Envoi…" }), button);
  return item;
}

function size(octets) {
  const power = Math.min(BYTES.length - 1, Math.floor(Math.log2(Math.max(1, octets)) / 10));
  const figure = (octets / 1024 ** power).toFixed(power === 2 ? 1 : 0).replace(".", ",");
  return `${figure}\u00a0${BYTES[power]}`;
}

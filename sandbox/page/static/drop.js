// Files dropped anywhere over a conversation or a thread, with a word that says where they would go.
import { join } from "./composer.js";

const overlay = document.getElementById("drop");
let over = null; // the composer the files would join

const composerAt = (target) => target.closest?.(".pane")?.querySelector(".composer:has(textarea)") ?? null;

function show(form) {
  over = form;
  const { left, top, width, height } = form.closest(".pane").getBoundingClientRect();
  Object.assign(overlay.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  overlay.querySelector("p").textContent = `Déposez vos fichiers dans ${form.dataset.called}`;
  if (!overlay.matches(":popover-open")) overlay.showPopover();
}

function hide() {
  over = null;
  if (overlay.matches(":popover-open")) overlay.hidePopover();
}

function drag(event) {
  if (!event.dataTransfer?.types.includes("Files") || document.querySelector("dialog[open]")) return;
  const form = composerAt(event.target);
  if (!form) return hide();
  event.preventDefault();
  show(form);
}

document.addEventListener("dragenter", drag);
document.addEventListener("dragover", drag);
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) hide(); });
document.addEventListener("drop", (event) => {
  const form = over;
  hide();
  if (!form) return;
  event.preventDefault();
  join(form, [...event.dataTransfer.files]);
});

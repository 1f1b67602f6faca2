// Short notices to the person, above everything else.

const SHOWN_MS = 8000;
const box = document.getElementById("toasts");

export function toast(words) {
  if ([...box.children].some((one) => one.firstChild.textContent === words)) return;
  const item = Object.assign(document.createElement("div"), { className: "toast", textContent: words });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "✕" });
  button.setAttribute("aria-label", "Fermer le message");
  button.onclick = () => leave(item);
  item.append(button);
  box.append(item);
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover(); // above an open modal
  setTimeout(() => leave(item), SHOWN_MS);
}

function leave(item) {
  item.remove();
  if (!box.children.length && box.matches(":popover-open")) box.hidePopover();
}

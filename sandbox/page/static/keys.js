// The keyboard as people know it: arrows from message to message, up to edit one's last, Escape to go back.
import { go } from "./places.js";
import { onDrawn } from "./talk.js";

const $ = (selector, from = document) => from.querySelector(selector);
const messages = (list) => [...list.querySelectorAll(":scope > .message")];
const DEEDS = { e: "[data-do=edit]", r: "[data-do=pick]", t: ".tools a[data-go]" };

// One message of each list can be reached with Tab: the one last stood on, else the last.
function rove(box) {
  for (const list of box.querySelectorAll("[data-list]")) {
    const all = messages(list);
    const at = all.find((one) => one.tabIndex === 0 && one === document.activeElement) ?? all.at(-1);
    for (const one of all) if (one !== at && one.tabIndex === 0) one.tabIndex = -1;
    if (at) at.tabIndex = 0;
  }
}

function walk(event, message) {
  const all = messages(message.parentElement);
  const now = all.indexOf(message);
  const next = { ArrowDown: all[now + 1], ArrowUp: all[now - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (next) {
    message.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (event.key === "ArrowDown") $(".composer textarea", message.closest(".pane"))?.focus();
  else $(DEEDS[event.key] ?? ":not(*)", message)?.click();
}

function editLast(area) {
  const pane = area.closest(".pane");
  const mine = [...pane.querySelectorAll(".message")].filter((one) => $("[data-do=edit]", one));
  $("[data-do=edit]", mine.at(-1) ?? pane)?.click();
  mine.at(-1)?.scrollIntoView({ block: "nearest" });
}

function leave(event) {
  const close = $("#thread .shut");
  if (document.body.classList.contains("show-side")) return $("button.back")?.click();
  if (event.target.closest("#thread") && close) return go(close.href);
  return $(".composer textarea", event.target.closest(".pane") ?? document)?.focus();
}

export function startKeys() {
  onDrawn((_, box) => rove(box));
  rove(document);
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest?.("dialog, [popover], .editor")) return;
    const message = target.matches?.(".message") ? target : null;
    if (message && (key in DEEDS || ["ArrowDown", "ArrowUp", "Home", "End"].includes(key))) { event.preventDefault(); walk(event, message); }
    else if (key === "ArrowUp" && target.matches?.(".composer textarea") && !target.value) { event.preventDefault(); editLast(target); }
    else if (key === "Escape" && target.closest?.(".pane")) leave(event);
  });
}

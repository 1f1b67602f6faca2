// Tells the server what was read, and the window's title what was not.
import { act, onDrawn } from "./talk.js";

const $ = (selector) => document.querySelector(selector);
const space = $(".space").textContent;
const asked = new Set(); // what the server is being told

async function tell(channel, thread) {
  const key = `${channel} ${thread}`;
  if (asked.has(key)) return;
  asked.add(key);
  await act("read", { channel, thread }, null, { quiet: true });
  asked.delete(key);
}

function read() {
  if (document.hidden) return;
  const list = $("#main [data-key^=list-]");
  if (list && $("#side a.on.unread")) tell(list.dataset.key.slice("list-".length), "");
  const thread = $("#thread .composer");
  if (thread && Number($("#thread .head").dataset.unread)) tell(thread.dataset.channel, thread.dataset.thread);
}

function title() {
  const other = [...document.querySelectorAll("#side a.unread")].filter((one) => document.hidden || !one.matches(".on"));
  const calls = other.reduce((sum, one) => sum + Number(one.querySelector(".badge")?.textContent ?? 0), 0);
  const mark = calls ? `(${calls}) ` : other.length ? "• " : "";
  document.title = `${mark}${$("#main h1")?.dataset.title ?? ""} · ${space}`;
}

// New messages begin after what stood there when the person looked away.
function lookAway() {
  const list = $("#main [data-key^=list-]");
  const last = [...(list?.querySelectorAll(":scope > [data-ts]") ?? [])].at(-1);
  if (last) list.dataset.mark = last.dataset.ts;
}

export function startReading() {
  onDrawn(() => { read(); title(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) lookAway();
    read();
    title();
  });
  read();
  title();
}

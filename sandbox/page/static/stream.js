// The stream of changes: what to draw again, what to say, whether the bot and the workspace are there.
import { toast } from "./notices.js";
import { visit } from "./places.js";
import { me, refresh } from "./talk.js";

const AGAIN_MS = 1500;
const STARTING = "Le bot démarre…";
const banner = document.getElementById("banner");
const { boot, rev } = document.body.dataset;
let last = rev;
let gone = false;

export function listen() {
  const stream = new EventSource(`/page/events?as=${me}&since=${last}`);
  stream.onopen = () => {
    if (gone) { say(STARTING); refresh(); }
    gone = false;
  };
  stream.onerror = () => {
    gone = true;
    say("L’espace de travail ne répond plus, nouvelle tentative…");
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
  };
  stream.onmessage = ({ data, lastEventId }) => { last = lastEventId; hear(JSON.parse(data)); };
  addEventListener("pagehide", () => stream.close());
}

function say(words) {
  banner.textContent = words;
  banner.hidden = false;
}

function hear(told) {
  if (told.boot !== boot) return location.reload(); // another workspace answers at the same address
  if (told.ready && !banner.hidden) visit();
  if (!told.ready && banner.hidden) say(STARTING);
  banner.hidden = told.ready;
  told.toasts.forEach(toast);
  const parts = Object.entries(told.parts).filter(([part, channels]) => concerns(part, channels)).map(([part]) => part);
  if (parts.length) refresh(parts);
}

function concerns(part, channels) {
  const here = document.querySelector(`#${part} .composer`)?.dataset.channel;
  return !channels || (part === "thread" ? channels.includes(here) : !here || channels.includes(here));
}

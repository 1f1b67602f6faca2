// The stream of changes: what to draw again, what to say, whether the bot and the workspace are there.
import { toast } from "./notices.js";
import { visit } from "./places.js";
import { me, refresh } from "./talk.js";

const banner = document.getElementById("banner");

export function listen() {
  const stream = new EventSource(`/page/events?as=${me}&since=${document.body.dataset.rev}`);
  let before = false;
  stream.onopen = () => {
    if (before) { banner.textContent = "Le bot démarre…"; refresh(); }
    before = true;
  };
  stream.onerror = () => {
    banner.textContent = "L’espace de travail ne répond plus, nouvelle tentative…";
    banner.hidden = false;
  };
  stream.onmessage = ({ data }) => hear(JSON.parse(data));
  addEventListener("pagehide", () => stream.close());
}

function hear(told) {
  if (told.ready && !banner.hidden) visit();
  banner.hidden = told.ready;
  told.toasts.forEach(toast);
  if (told.parts.length) refresh(told.parts);
}

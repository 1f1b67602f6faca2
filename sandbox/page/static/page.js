// Starts the workspace page: each part comes to life as it is drawn, then follows what the server tells.
import "./composer.js";
import "./deeds.js";
import { followLists } from "./lists.js";
import { prepareKit } from "./kit.js";
import { learn } from "./merge.js";
import { showModal } from "./modal.js";
import { visit } from "./places.js";
import { listen } from "./stream.js";
import { onDrawn, PARTS } from "./talk.js";

function prepare(box) {
  followLists(box);
  prepareKit(box);
}

onDrawn((part, box, before) => {
  if (part === "modal") showModal(before);
  prepare(box);
});
for (const part of PARTS) learn(document.getElementById(part));
showModal(null);
prepare(document);
visit();
listen();

// Starts the workspace page: each part comes to life as it is drawn, then follows what the server tells.
import "./composer.js";
import "./deeds.js";
import "./drop.js";
import "./proposals.js";
import { startDrafts } from "./drafts.js";
import { startKeys } from "./keys.js";
import { followLists } from "./lists.js";
import { prepareKit } from "./kit.js";
import { learn } from "./merge.js";
import { showModal } from "./modal.js";
import { visit } from "./places.js";
import { startReading } from "./reads.js";
import { listen } from "./stream.js";
import { onDrawn, PARTS } from "./talk.js";

onDrawn((part, box, before) => {
  if (part === "modal") showModal(before);
  prepareKit(box);
});
for (const part of PARTS) learn(document.getElementById(part));
showModal(null);
prepareKit(document);
followLists(document);
startDrafts();
startKeys();
startReading();
visit();
listen();

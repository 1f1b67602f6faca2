// The inspector: lists what the bot and Slack say to each other, live, and provokes faults. In the page or in its own window.
import { parse } from "./merge.js";

const box = document.getElementById("inspector");
const button = document.getElementById("inspect");
const $ = (selector, from = box) => from.querySelector(selector);
const $$ = (selector) => [...box.querySelectorAll(selector)];
let stream = null;
let shown = null; // number of the exchange that stands open

// -- the list -------------------------------------------------------------------------------------------------
const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 40;
const toEnd = (list) => { list.scrollTop = list.scrollHeight; };

function sift() {
  const words = $("[data-filter=words]").value.trim().toLowerCase();
  const wrong = $("[data-filter=wrong]").checked;
  const rows = $$(".x-list > li");
  for (const row of rows) row.hidden = !row.dataset.words.includes(words) || (wrong && row.dataset.wrong === "no");
  const seen = rows.filter((row) => !row.hidden).length;
  $(".x-count").textContent = seen === rows.length ? `${seen} échange${seen > 1 ? "s" : ""}` : `${seen} sur ${rows.length}`;
}

function add({ rows, first, troubles }) {
  const list = $(".x-list");
  const follow = atEnd(list);
  for (const row of $$(".x-list > li")) if (Number(row.dataset.number) < first) row.remove();
  if (!$(".x-list > li")) list.replaceChildren();
  const newest = Number(list.lastElementChild?.dataset.number ?? 0);
  const fresh = [...parse(rows).children].filter((row) => Number(row.dataset.number) > newest);
  list.append(...fresh);
  if (shown && !$(`[data-number="${shown}"]`)) shutSide();
  trouble(troubles);
  sift();
  if (follow) toEnd(list);
}

function listen() {
  if (stream || !$(".x-panel") || document.hidden) return;
  const newest = $(".x-list").lastElementChild?.dataset.number ?? $(".x-panel").dataset.last;
  stream = new EventSource(`/page/inspector/events?since=${newest}`);
  stream.onmessage = ({ data }) => add(JSON.parse(data));
}

function deafen() {
  stream?.close();
  stream = null;
}

// A browser opens six connections to one server at most: a window that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? deafen() : listen()));
addEventListener("pagehide", deafen);

// -- one exchange ---------------------------------------------------------------------------------------------
async function open(row) {
  const { number } = row.dataset;
  const answer = await fetch(`/page/inspector/${number}`);
  if (!answer.ok) return;
  shown = number;
  $(".x-sides").replaceChildren(parse(await answer.text()));
  side(".x-sides");
  press(row);
}

function press(row) {
  for (const one of $$(".x-row[aria-pressed=true]")) one.setAttribute("aria-pressed", "false");
  $(".x-row", row).setAttribute("aria-pressed", "true");
  $(".x-row", row).scrollIntoView({ block: "nearest" });
}

function side(which) {
  for (const one of $$(".x-side")) one.hidden = !which || !one.matches(which);
  $("[data-faults]").setAttribute("aria-pressed", which === ".x-faults");
  if (which !== ".x-sides") shown = null;
}

function shutSide() {
  for (const one of $$(".x-row[aria-pressed=true]")) one.setAttribute("aria-pressed", "false");
  side(null);
}

// -- faults ---------------------------------------------------------------------------------------------------
function trouble(html) {
  const place = $(".x-troubles");
  if (place.dataset.drawn === html) return;
  place.dataset.drawn = html;
  place.replaceChildren(parse(html));
}

async function deed(act, facts = {}) {
  const answer = await fetch("/page/inspector", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ act, ...facts }),
  });
  if (answer.ok) trouble(await answer.text());
}

function choose(select) {
  const form = select.form;
  for (const one of form.querySelectorAll("[data-for]")) one.hidden = one.dataset.for !== select.value;
  form.elements.method.setAttribute("list", `x-${select.selectedOptions[0].dataset.of}`);
  form.elements.method.value = "*";
}

// -- what people do -------------------------------------------------------------------------------------------
async function show() {
  box.replaceChildren(parse(await (await fetch("/page/inspector")).text()));
  box.hidden = false;
  start();
}

function hide() {
  deafen();
  box.replaceChildren();
  box.hidden = true;
}

function toggle() {
  const opening = box.hidden;
  document.body.classList.toggle("inspecting", opening);
  button.setAttribute("aria-expanded", opening);
  if (opening) show();
  else { hide(); button.focus(); }
}

function start() {
  sift();
  toEnd($(".x-list"));
  listen();
}

button?.addEventListener("click", toggle);
box.addEventListener("click", ({ target }) => {
  const row = target.closest(".x-list > li");
  const pressed = target.closest("button");
  if (row) { if (row.dataset.number === shown) shutSide(); else open(row); }
  if (!pressed) return;
  if ("shut" in pressed.dataset) toggle();
  if ("shutSide" in pressed.dataset) shutSide();
  if ("faults" in pressed.dataset) { const closing = !$(".x-faults").hidden; shutSide(); if (!closing) side(".x-faults"); }
  if (pressed.dataset.deed) deed(pressed.dataset.deed);
});
box.addEventListener("input", ({ target }) => {
  if (target.dataset.filter) sift();
  if ("strict" in target.dataset) deed("strict", { on: target.checked });
  if (target.name === "kind") choose(target);
});
box.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  deed("provoke", Object.fromEntries(new FormData(event.target)));
});
box.addEventListener("keydown", (event) => {
  const row = event.target.closest(".x-list > li");
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!row || !step) return;
  event.preventDefault();
  let next = row[step];
  while (next?.hidden) next = next[step];
  if (next) { $(".x-row", next).focus(); if (shown) open(next); }
});

if (!button) start();

// Where the window stands: links that stay on the page, the way back, who one is, one pane at a time on a phone.
import { act, refresh } from "./talk.js";

const $ = (selector) => document.querySelector(selector);
const atHome = () => new URLSearchParams(location.search).get("c") === "home";

export const visit = () => { if (atHome()) act("open_home", {}); };

export async function go(href) {
  history.pushState(null, "", href);
  showSide(false);
  visit();
  await refresh();
  ($("#thread textarea") ?? $("#main .composer textarea"))?.focus({ preventScroll: true });
}

function showSide(shown) {
  document.body.classList.toggle("show-side", shown);
  for (const button of document.querySelectorAll("button.back")) button.setAttribute("aria-expanded", shown);
  if (shown) ($("#side a.on") ?? $("#side a"))?.focus();
}

addEventListener("popstate", () => { visit(); refresh(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("button.back")) showSide(!document.body.classList.contains("show-side"));
  const person = target.closest("a[data-person]");
  if (person) person.href = as(person.dataset.person);
});

// The same place, for somebody else: where they may not see it, the server gives them their first channel.
function as(person) {
  const query = new URLSearchParams(location.search);
  query.set("as", person);
  return `/?${query}`;
}

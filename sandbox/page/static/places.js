// Where the window stands: links that stay on the page, the way back, who one is, the side bar on a phone.
import { act, refresh } from "./talk.js";

const $ = (selector) => document.querySelector(selector);
const atHome = () => new URLSearchParams(location.search).get("c") === "home";

export const visit = () => { if (atHome()) act("open_home", {}); };

addEventListener("popstate", () => { visit(); refresh(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  document.body.classList.remove("show-side");
  visit();
  refresh().then(() => { ($("#thread textarea") ?? $("#main .composer textarea"))?.focus(); });
});
$("#person").addEventListener("change", ({ target }) => {
  const query = new URLSearchParams(location.search);
  query.set("as", target.value);
  query.delete("t");
  location.search = query;
});
$(".burger").addEventListener("click", ({ currentTarget }) => {
  const open = document.body.classList.toggle("show-side");
  currentTarget.setAttribute("aria-expanded", open);
});

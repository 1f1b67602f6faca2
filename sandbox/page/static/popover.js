// What floats above the page, near what it belongs to: menus, lists, calendars.

export function place(popover, anchor) {
  const box = anchor.getBoundingClientRect();
  const width = popover.offsetWidth;
  const height = popover.offsetHeight;
  const below = box.bottom + 4 + height <= innerHeight || box.top < height;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  popover.style.top = `${below ? Math.min(box.bottom + 4, Math.max(8, innerHeight - height - 8)) : box.top - height - 4}px`;
}

export const isOpen = (popover) => popover?.matches(":popover-open") ?? false;

// Shows a popover and keeps it near its anchor while what holds both scrolls.
export function float(popover, anchor) {
  if (!isOpen(popover)) {
    popover.showPopover();
    const follow = () => (isOpen(popover) && anchor.isConnected ? place(popover, anchor) : removeEventListener("scroll", follow, true));
    addEventListener("scroll", follow, true);
  }
  place(popover, anchor);
}

export function sink(popover) {
  if (isOpen(popover)) popover.hidePopover();
}

export function prepareMenus(box) {
  for (const button of box.querySelectorAll("[data-menu]")) {
    const menu = button.nextElementSibling;
    if (button.popoverTargetElement === menu) continue;
    button.popoverTargetElement = menu;
    menu.addEventListener("beforetoggle", () => { menu.style.visibility = "hidden"; });
    menu.addEventListener("toggle", (event) => {
      button.setAttribute("aria-expanded", event.newState === "open");
      if (event.newState !== "open") return;
      place(menu, button);
      menu.style.visibility = "";
      menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
    });
    menu.addEventListener("keydown", (event) => steer(event, menu));
  }
}

function steer(event, menu) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const now = items.indexOf(document.activeElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") sink(menu);
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length).focus();
}

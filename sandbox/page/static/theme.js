// The colours a person chose, set before anything is painted, so that the page never flashes in the others.
(() => {
  const KEY = "impayes-scheme";
  const root = document.documentElement;
  const wear = (scheme) => {
    if (scheme === "system") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
  };
  const kept = () => { try { return localStorage.getItem(KEY) ?? "system"; } catch { return "system"; } };
  wear(kept());
  addEventListener("DOMContentLoaded", () => {
    const select = document.getElementById("scheme");
    if (!select) return; // a window without the choice wears it all the same
    select.value = kept();
    select.addEventListener("change", () => {
      wear(select.value);
      try { localStorage.setItem(KEY, select.value); } catch { /* a browser that keeps nothing still wears it */ }
    });
  });
  addEventListener("storage", ({ key }) => { if (key === KEY) wear(kept()); });
})();

// The colours a person chose, set before anything is painted, so that the page never flashes in the others.
(() => {
  const KEY = "impayes-scheme";
  const root = document.documentElement;
  const wear = (scheme) => {
    if (scheme === "system") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
  };
  const kept = () => { try { return localStorage.getItem(KEY) ?? "system"; } catch { return "system"; } };
  const show = () => { // a window without the choice wears it all the same
    const chosen = document.querySelector(`#scheme [value=${root.dataset.scheme ?? "system"}]`);
    if (chosen) chosen.checked = true;
  };
  wear(kept());
  addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("scheme")?.addEventListener("change", ({ target }) => {
      wear(target.value);
      try { localStorage.setItem(KEY, target.value); } catch { /* a browser that keeps nothing still wears it */ }
    });
  });
  addEventListener("storage", ({ key }) => { if (key === KEY) { wear(kept()); show(); } });
})();

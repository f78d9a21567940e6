// Conveniences only: without this script every part of the page can be read and opened.
(() => {
  "use strict";
  copying();
  const folds = [...document.querySelectorAll("details")];
  let before = null;
  addEventListener("beforeprint", () => {
    before = folds.map((fold) => fold.open);
    folds.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => {
    if (before) folds.forEach((fold, n) => { fold.open = before[n]; });
  });

  const tools = document.getElementById("tools");
  const sources = [...document.querySelectorAll("details.source")];
  if (!tools || !sources.length) return;
  const filter = document.createElement("input");
  filter.type = "search";
  filter.placeholder = tools.dataset.filter;
  filter.setAttribute("aria-label", tools.dataset.filter);
  const none = document.createElement("p");
  none.className = "note";
  none.setAttribute("role", "status");
  filter.addEventListener("input", () => {
    const words = filter.value.trim();
    const wanted = words.toLocaleLowerCase();
    document.querySelectorAll("[data-line]").forEach((line) => {
      line.hidden = wanted !== "" && !line.textContent.toLocaleLowerCase().includes(wanted);
    });
    document.querySelectorAll("[data-group], .part, details.more, details.unsure").forEach((group) => {
      group.hidden = wanted !== "" && !group.querySelector("[data-line]:not([hidden])");
    });
    const found = wanted === "" || document.querySelector("[data-line]:not([hidden])");
    none.textContent = found ? "" : tools.dataset.none.replace("{words}", () => words);
  });
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = tools.dataset.open;
  button.addEventListener("click", () => {
    const open = button.textContent === tools.dataset.open;
    sources.forEach((fold) => { fold.open = open; });
    button.textContent = open ? tools.dataset.close : tools.dataset.open;
  });
  tools.append(filter, button);
  tools.after(none);
})();

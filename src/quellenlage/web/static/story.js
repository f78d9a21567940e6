// The story: lines filtered, sources opened together, uncertain rows switched.
export function printing() {
  let before = null;
  const folds = () => [...document.querySelectorAll("details")];
  addEventListener("beforeprint", () => { before = folds().map((fold) => [fold, fold.open]); folds().forEach((fold) => { fold.open = true; }); });
  addEventListener("afterprint", () => before?.forEach(([fold, open]) => { fold.open = open; }));
}

export function filtering() {
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
    const words = filter.value.trim(), wanted = words.toLocaleLowerCase();
    for (const line of document.querySelectorAll("[data-line]")) line.hidden = wanted !== "" && !line.textContent.toLocaleLowerCase().includes(wanted);
    for (const group of document.querySelectorAll("[data-group], .part, details.more, details.unsure")) group.hidden = wanted !== "" && !group.querySelector("[data-line]:not([hidden])");
    const found = wanted === "" || document.querySelector("[data-line]:not([hidden])");
    none.textContent = found ? "" : tools.dataset.none.replace("{words}", () => words);
  });
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = tools.dataset.open;
  button.addEventListener("click", () => {
    const open = button.textContent === tools.dataset.open;
    for (const fold of sources) fold.open = open;
    button.textContent = open ? tools.dataset.close : tools.dataset.open;
  });
  tools.append(filter, button);
  document.querySelector(".story > .opening")?.after(tools);
  tools.after(none);
}

export function unsureSwitch() {
  const rows = document.querySelectorAll("details.unsure");
  const place = document.querySelector("[data-switch=unsure]");
  if (!place || !rows.length) return;
  place.hidden = false;
  place.querySelector("input").addEventListener("change", (event) => { for (const row of rows) row.open = event.target.checked; });
}

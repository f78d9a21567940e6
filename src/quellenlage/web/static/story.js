// The story: lines filtered, sources opened together, uncertain rows switched, single lines copied with their reference.
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

export function copying() {
  const main = document.querySelector("main[data-copy]");
  if (!main || !navigator.clipboard) return;
  for (const line of document.querySelectorAll("[data-line]")) {
    const quote = line.querySelector("blockquote.excerpt");
    const summary = line.querySelector("details.source > summary") ?? quote;
    if (!quote || !summary) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "⧉";
    button.title = main.dataset.copy;
    button.setAttribute("aria-label", main.dataset.copy);
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      await copy(line);
      button.textContent = main.dataset.copied;
      setTimeout(() => { button.textContent = "⧉"; }, 1600);
    });
    (line.querySelector("p") ?? line).append(button);
  }
}

async function copy(line) {
  const thing = line.querySelector("figcaption bdi"); // what a figure counts, before its numbers
  const words = thing ? [thing, ...line.querySelectorAll(".number")].map((node) => node.textContent.trim()).join(" · ")
    : line.querySelector(".claim, .words, .passage, p bdi")?.textContent.trim() ?? "";
  const places = [...line.querySelectorAll("blockquote.excerpt")].map((quote) => ({
    sentence: [...(quote.querySelector("p")?.childNodes ?? [])].filter((node) => !node.classList?.contains("near")).map((node) => node.textContent).join("").trim(),
    outlet: quote.querySelector("footer .outlet")?.textContent ?? "",
    rest: quote.querySelector("footer")?.firstChild?.nextSibling?.textContent?.replace(/^,\s*|:\s*$/g, "") ?? "",
    title: quote.querySelector("footer cite, footer a")?.textContent.trim() ?? "",
    address: quote.getAttribute("cite") ?? "",
  }));
  const named = (place) => `${place.outlet}, ${place.rest}: ${place.title}`;
  const plain = [words, ...places.map((place) => `> ${place.sentence}\n> — ${place.address ? `[${named(place)}](${place.address})` : named(place)}`)].join("\n\n");
  const safe = (text) => { const box = document.createElement("p"); box.textContent = text; return box.innerHTML; };
  const link = (place) => /^https?:/.test(place.address) ? `<a href="${safe(place.address).replaceAll('"', "&quot;")}">${safe(named(place))}</a>` : safe(named(place));
  const rich = `<p>${safe(words)}</p>` + places.map((place) => `<blockquote><p>${safe(place.sentence)}</p><p>— ${link(place)}</p></blockquote>`).join("");
  await navigator.clipboard.write([new ClipboardItem({
    "text/plain": new Blob([plain], { type: "text/plain" }),
    "text/html": new Blob([rich], { type: "text/html" }),
  })]);
}

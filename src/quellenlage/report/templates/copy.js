// One click copies a line with its references. The room loads this file, the one-file report holds it.
export function copying() {
  const main = document.querySelector("main[data-copy]");
  if (!main) return;
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
      const done = await take(copied(line)).catch(() => false);
      button.textContent = done ? main.dataset.copied : main.dataset.uncopied;
      setTimeout(() => { button.textContent = "⧉"; }, 1600);
    });
    (line.querySelector("p") ?? line).append(button);
  }
}

// A line as Markdown and as rich text: its words, then every sentence behind it with outlet, day, title and address.
function copied(line) {
  const thing = line.querySelector("figcaption bdi"); // what a figure counts, before its numbers
  const words = thing ? [thing, ...line.querySelectorAll(".number")].map(wordsOf).join(" · ")
    : wordsOf(line.querySelector(".claim, .words, .passage, p bdi"));
  const places = [...line.querySelectorAll("blockquote.excerpt")].map((quote) => ({
    sentence: [...(quote.querySelector("p")?.childNodes ?? [])].filter((node) => !node.classList?.contains("near") && !node.classList?.contains("copy")).map((node) => node.textContent).join("").trim(),
    outlet: quote.querySelector("footer .outlet")?.textContent ?? "",
    rest: quote.querySelector("footer")?.firstChild?.nextSibling?.textContent?.replace(/^,\s*|:\s*$/g, "") ?? "",
    title: quote.querySelector("footer cite, footer a")?.textContent.trim() ?? "",
    address: quote.getAttribute("cite") ?? "",
  }));
  const named = (place) => `${place.outlet}, ${place.rest}: ${place.title}`;
  const plain = [words, ...places.map((place) => `> ${place.sentence}\n> – ${place.address ? `[${named(place).replace(/[[\]\\]/g, "\\$&")}](<${place.address}>)` : named(place)}`)].join("\n\n");
  const safe = (text) => { const box = document.createElement("p"); box.textContent = text; return box.innerHTML; };
  const link = (place) => /^https?:/.test(place.address) ? `<a href="${safe(place.address).replaceAll('"', "&quot;")}">${safe(named(place))}</a>` : safe(named(place));
  const rich = `<p>${safe(words)}</p>` + places.map((place) => `<blockquote><p>${safe(place.sentence)}</p><p>– ${link(place)}</p></blockquote>`).join("");
  return { "text/plain": plain, "text/html": rich };
}

// The words alone, without the button that may stand among them.
function wordsOf(node) {
  const copy = node?.cloneNode(true);
  copy?.querySelectorAll("button").forEach((button) => button.remove());
  return copy?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

// Onto the clipboard; by the older way where the page came over plain http, whose scripts may not use the newer one.
async function take(forms) {
  if (navigator.clipboard?.write) {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })])))]);
    return true;
  }
  const fill = (event) => { event.preventDefault(); for (const [type, text] of Object.entries(forms)) event.clipboardData.setData(type, text); };
  document.addEventListener("copy", fill, { once: true });
  return document.execCommand("copy");
}

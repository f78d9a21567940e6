// One small card at a time, beside what it explains. Escape or a click elsewhere closes it.
let card = null, before = null;

export function show(content, near, focus = true, whole = near) {
  close();
  card = document.createElement("div");
  card.className = "hover";
  card.append(content);
  if (focus) {
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", near.textContent.trim().slice(0, 80));
  } else card.setAttribute("role", "tooltip");
  document.body.append(card);
  const at = near.getClientRects()[0] ?? near.getBoundingClientRect(), all = whole.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - card.offsetWidth - 8);
  // beside the whole sentence, never on it: below where there is room, else above, else below all the same
  const below = all.bottom + card.offsetHeight + 12 < innerHeight || all.top < card.offsetHeight + 12;
  // positions through the object model: the policy forbids style attributes, not scripts that set them
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? all.bottom + 6 : all.top - card.offsetHeight - 6) + scrollY}px`;
  if (focus) { before = document.activeElement; card.focus({ preventScroll: true }); }
}

export function close() {
  if (!card) return;
  const inside = card.contains(document.activeElement);
  card.remove();
  card = null;
  if (inside) before?.focus({ preventScroll: true });
}

export function hoverCards() {
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("pointerdown", (event) => { if (card && !card.contains(event.target)) close(); });
  for (const cell of document.querySelectorAll("[data-about][title]")) {
    cell.dataset.say = cell.title; // the card says it in place of the browser's own
    cell.removeAttribute("title");
    const open = () => {
      const box = document.createElement("div");
      for (const [kind, words] of [["p", cell.dataset.say], ["meta", cell.dataset.about]]) {
        const line = document.createElement("p");
        if (kind === "meta") line.className = "meta";
        line.textContent = words ?? "";
        box.append(line);
      }
      show(box, cell, false);
    };
    cell.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") open(); });
    cell.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") close(); });
    cell.addEventListener("focus", open);
    cell.addEventListener("blur", close);
  }
}

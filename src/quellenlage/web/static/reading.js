// The article: which layers are on is remembered; j and k go from sentence to sentence.
import { show } from "./hover.js";

const KEY = "quellenlage-layers";

export function layers() {
  const boxes = [...document.querySelectorAll("input[data-layer]")];
  if (!boxes.length) return;
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { /* storage may be forbidden: nothing is remembered */ }
  for (const box of boxes) {
    if (box.dataset.layer in kept) box.checked = kept[box.dataset.layer] === true;
    box.addEventListener("change", () => {
      kept[box.dataset.layer] = box.checked;
      try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* likewise */ }
    });
  }
}

export function sentences() {
  const text = document.querySelector(".reading .text");
  if (!text) return;
  const all = [...document.querySelectorAll(".reading .s")];
  if (!all.length) return;
  for (const one of all) one.tabIndex = -1;
  all[0].tabIndex = 0;
  const explain = (marks, near) => {
    const items = [...new Set(marks)].map((n) => document.getElementById(`m${n}`)).filter(Boolean);
    if (!items.length) return;
    const list = document.createElement("ul");
    for (const item of items) {
      const copy = item.cloneNode(true);
      copy.removeAttribute("id");
      list.append(copy);
    }
    show(list, near, true, near.closest(".s") ?? near);
  };
  const go = (to) => {
    for (const one of all) one.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, .hover")) return;
    const here = all.indexOf(document.activeElement.closest?.(".s"));
    if (event.key === "j") go(all[Math.min(here + 1, all.length - 1)]);
    else if (event.key === "k") go(all[Math.max(here - 1, 0)]);
    else if (event.key === "Enter" && here >= 0 && !event.target.closest("a")) {
      const marks = [...all[here].querySelectorAll("[data-m]")].flatMap((piece) => piece.dataset.m.split(" "));
      explain(marks, all[here]);
    } else return;
    event.preventDefault();
  });
  document.querySelector(".reading").addEventListener("click", (event) => {
    const piece = event.target.closest("[data-m]");
    if (piece && !event.target.closest("a") && getSelection().isCollapsed) explain(piece.dataset.m.split(" "), piece);
  });
}

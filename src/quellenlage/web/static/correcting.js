// Correcting in place: the form of a link opens over the page, and the page says how far the results follow.
import { close as closeCard } from "./hover.js";

const PAUSE = 1500; // milliseconds between two looks at the job that works corrections in
let box = null;

export function correcting() {
  if (typeof HTMLDialogElement === "undefined") return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.correct");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });
}

async function open(link) {
  const answer = await fetch(link.href, { headers: { "x-part": "form" } }).catch(() => null);
  if (!answer?.ok) { location.assign(link.href); return; }
  const content = await answer.text();
  closeCard();
  box ??= made();
  fill(content);
  box.showModal();
  first(box)?.focus();
}

function made() {
  const dialog = document.createElement("dialog");
  dialog.className = "correcting";
  dialog.setAttribute("aria-labelledby", "c-h");
  dialog.addEventListener("submit", send);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a.cancel")) { event.preventDefault(); dialog.close(); }
  });
  dialog.addEventListener("keydown", (event) => {
    const field = event.key === "Enter" && event.target.closest(".searching input");
    if (!field) return;
    event.preventDefault();
    field.parentElement.querySelector("button").click();
  });
  document.body.append(dialog);
  return dialog;
}

async function send(event) {
  event.preventDefault();
  const form = event.target, pressed = event.submitter;
  if (form.dataset.sent) return; // a second click while the first is on its way
  form.dataset.sent = "1";
  const fields = new FormData(form);
  if (pressed?.name) fields.set(pressed.name, pressed.value);
  const answer = await fetch(form.action, { method: "POST", body: fields, headers: { "x-part": "form" } }).catch(() => null);
  delete form.dataset.sent;
  if (!answer || answer.status >= 500 || answer.status === 403 || answer.status === 404) { form.submit(); return; } // the page itself says why
  if (answer.headers.get("content-type")?.startsWith("application/json")) {
    const { to } = await answer.json();
    location.assign(to);
    return;
  }
  fill(await answer.text());
  (box.querySelector("[aria-invalid]") ?? (pressed?.name === "search" ? box.querySelector(".searching input") : null) ?? box.querySelector("[role=alert]") ?? first(box))?.focus();
}

function fill(content) {
  const page = new DOMParser().parseFromString(content, "text/html");
  box.replaceChildren(...page.body.childNodes);
  box.querySelector("[role=alert]")?.setAttribute("tabindex", "-1");
}

function first(place) {
  return place.querySelector("input[name=kind]:checked, input[name=kind]:not([type=hidden]), input:not([type=hidden])");
}

export function entered() {
  const said = document.getElementById("said");
  if (!said) return;
  const here = new URL(location.href);
  if (here.searchParams.has("done")) {
    said.focus({ preventScroll: true });
    here.searchParams.delete("done"); // loading the page again does not say it again
    history.replaceState(null, "", here);
  }
  const line = said.querySelector("[data-follow]");
  if (!line) return;
  const words = line.querySelector(".words");
  const look = async () => {
    const answer = await fetch(line.dataset.follow, { headers: { accept: "application/json" } }).catch(() => null);
    const job = answer?.ok ? await answer.json() : null;
    if (job?.over) {
      const again = document.createElement("a");
      again.href = here.href;
      again.textContent = line.dataset.show;
      again.className = "again";
      again.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
      line.replaceChildren(`${job.state === "done" ? line.dataset.over : job.words} `, again);
      return;
    }
    if (job && words && words.textContent !== job.words) words.textContent = job.words;
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}

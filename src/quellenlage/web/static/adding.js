// Adding: files dropped anywhere on the form, and how far a job is.
const PAUSE = 1000; // milliseconds between two looks at a job

export function dropping() {
  const form = document.querySelector("form.add");
  if (!form) return;
  const place = form.querySelector("[data-drop]"), files = form.querySelector("input[type=file]"), chosen = place.querySelector(".chosen");
  const tell = () => { chosen.textContent = [...files.files].map((file) => file.name).join(", "); };
  files.addEventListener("change", tell);
  form.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) place.classList.remove("over"); });
  form.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    tell();
  });
}

export function polling() {
  const place = document.querySelector("[data-poll]:not([data-over])");
  if (!place) return;
  const bar = place.querySelector("progress"), words = place.querySelector(".words");
  const look = async () => {
    const answer = await fetch(place.dataset.poll).catch(() => null);
    if (answer?.ok) {
      const job = await answer.json();
      if (job.over) { location.reload(); return; }
      if (words.textContent !== job.words) words.textContent = job.words;
      if (job.share === null) bar.removeAttribute("value"); else bar.value = job.share;
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}

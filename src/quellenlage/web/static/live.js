// Search while typing: the form is sent by itself a moment after the last key, and the list alone is replaced.
const PAUSE = 180; // milliseconds: shorter sends a request for every key of a fast typist

export function liveSearch() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const place = document.querySelector(form.dataset.live);
  let timer = 0, asked = 0;
  const ask = async () => {
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = fields.size ? `/?${fields}` : "/";
    const turn = ++asked;
    const answer = await fetch(`/?${fields}${fields.size ? "&" : ""}part=list`).catch(() => null);
    if (!answer?.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); ask(); });
}

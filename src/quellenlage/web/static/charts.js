// The charts of a story: fetched once, a moment before the first of them comes into view.
const AHEAD = "900px"; // how far below the window a chart is when it is asked for

export function charts() {
  const places = [...document.querySelectorAll(".drawing .await")];
  if (!places.length) return;
  const eye = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    eye.disconnect();
    fill(places);
  }, { rootMargin: AHEAD });
  for (const place of places) eye.observe(place);
}

async function fill(places) {
  const answer = await fetch(places[0].pathname).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of places) {
    const drawing = place.closest(".drawing");
    const drawn = page.getElementById(drawing.id)?.querySelector(".drawn");
    if (drawn) drawing.querySelector(".drawn").replaceWith(document.importNode(drawn, true)); else drawing.hidden = true;
  }
}

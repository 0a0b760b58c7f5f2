// A finished picture: shown as it is, chosen in by a click, shown large by a button.

/** What each picture on the page last showed, so that the same one is not parsed again. */
const shown = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const poster = parentElement.querySelector(".poster");
  const sheet = poster.querySelector(".poster-sheet");
  const button = poster.querySelector(".poster-full-screen");
  if (shown.get(poster) !== data.picture) {
    // Parsed as an image and moved over: a name in it can never become markup of the page.
    const parsed = new DOMParser().parseFromString(data.picture, "image/svg+xml");
    sheet.replaceChildren(document.importNode(parsed.documentElement, true));
    shown.set(poster, data.picture);
  }
  button.title = data.texts.full_screen;
  button.setAttribute("aria-label", data.texts.full_screen);
  button.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : poster.requestFullscreen());
  sheet.onclick = (event) => {
    const mark = event.target.closest("[data-id], [data-node]");
    const id = mark?.dataset.id ?? mark?.dataset.node ?? "";
    // The time tells a new choice of the same thing from the old one.
    setStateValue("selected", { id, answered_at_ms: Date.now() });
  };
}

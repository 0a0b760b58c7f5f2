// A story: one picture at a time, turned by keys or buttons, on the whole screen when it is played.

/** Where each story on the page is, and the pictures that it has parsed. */
const states = new WeakMap();

const TURNS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  Home: -Infinity, End: Infinity,
};

export default function ({ parentElement, data }) {
  const player = parentElement.querySelector(".player");
  const state = states.get(player) ?? { place: 0, title: "", parsed: new Map() };
  states.set(player, state);
  if (state.title !== data.title) Object.assign(state, { place: 0, title: data.title, parsed: new Map() });
  state.place = Math.min(state.place, data.slides.length - 1);
  const find = (name) => player.querySelector(`.player-${name}`);
  const texts = data.texts;

  player.setAttribute("aria-label", data.title);
  find("keys").textContent = texts.keys;
  name(find("previous"), texts.previous);
  name(find("next"), texts.next);

  const is_large = () => player.matches(":fullscreen, .is-large");

  function show({ turned = false } = {}) {
    const { heading, text, picture } = data.slides[state.place];
    const sheet = find("sheet");
    const drawing = parsed(state, picture);
    if (sheet.firstElementChild !== drawing) sheet.replaceChildren(drawing);
    sheet.classList.toggle("is-turned", turned);
    const position = texts.position.replace("{n}", state.place + 1).replace("{of}", data.slides.length);
    find("position").textContent = position;
    // Told only when somebody turns: a page that is drawn again has nothing new to say.
    if (turned || !find("told").textContent) find("told").textContent = `${position}. ${heading}. ${text}`;
    find("previous").setAttribute("aria-disabled", state.place === 0);
    find("next").setAttribute("aria-disabled", state.place === data.slides.length - 1);
    label();
  }

  function label() {
    find("play").querySelector("span").textContent = is_large() ? texts.leave : texts.play;
  }

  function turn(by) {
    const place = Math.min(Math.max(state.place + by, 0), data.slides.length - 1);
    if (place === state.place) return;
    state.place = place;
    show({ turned: true });
  }

  async function play() {
    try {
      await player.requestFullscreen();
    } catch {
      player.classList.add("is-large");
    }
    player.focus();
    label();
  }

  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    player.classList.remove("is-large");
    label();
  }

  player.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const is_button = event.target.closest("button") && (event.key === " " || event.key === "Enter");
    if (event.key === "Escape" && is_large()) leave();
    else if (event.key in TURNS && !is_button) turn(TURNS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  find("previous").onclick = () => turn(-1);
  find("next").onclick = () => turn(1);
  find("play").onclick = () => (is_large() ? leave() : play());
  find("sheet").onclick = (event) => is_large() && turn(event.clientX < window.innerWidth / 4 ? -1 : 1);
  player.onfullscreenchange = label;
  show();
}

function name(button, text) {
  button.title = text;
  button.setAttribute("aria-label", text);
}

/** Parsed as an image and moved over: a name in it can never become markup of the page. */
function parsed(state, picture) {
  if (!state.parsed.has(picture)) {
    const read = new DOMParser().parseFromString(picture, "image/svg+xml");
    state.parsed.set(picture, document.importNode(read.documentElement, true));
  }
  return state.parsed.get(picture);
}

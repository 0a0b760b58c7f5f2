// The door to Streamlit: one live map per mount, kept while Python reruns.

const LIVE_MAPS = new WeakMap();
let library;

/** vis-network, from our own server; a failed load may be tried again. */
function loadLibrary(address) {
  if (globalThis.vis?.Network) return Promise.resolve(globalThis.vis);
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis.vis);
    script.onerror = () => {
      library = undefined;
      script.remove();
      reject(new Error(`vis-network did not load from ${address}`));
    };
    document.head.append(script);
  });
  return library;
}

/** The map of this mount; a new one if there is none, or if Streamlit has rebuilt the elements under it. */
function liveMapIn(parent_element, address) {
  const known = LIVE_MAPS.get(parent_element);
  if (known && parent_element.contains(known.elements.root)) return known;
  known?.destroy();
  const live = new LiveMap(parent_element);
  LIVE_MAPS.set(parent_element, live);
  loadLibrary(address).then(
    (vis) => live.is_gone || live.start(vis),
    (error) => {
      live.elements.status.textContent = live.payload.texts.load_failed ?? "";
      console.error(error);
    },
  );
  return live;
}

/** Called by Streamlit when the map is mounted, when its data differ, and when the theme changes. */
export default function showMap({ data, parentElement, setStateValue }) {
  const live = liveMapIn(parentElement, data.lib);
  for (const [name, asking] of Object.entries(live.asking)) asking.tell = (value) => setStateValue(name, value);
  live.receive(data);
  // Streamlit may run the clean-up of an overtaken call late: only that of the newest call counts.
  live.newest_call = Symbol("call");
  const this_call = live.newest_call;
  return () => {
    if (live.newest_call !== this_call) return;
    live.destroy();
    if (LIVE_MAPS.get(parentElement) === live) LIVE_MAPS.delete(parentElement);
  };
}

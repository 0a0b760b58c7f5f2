// One live map: it keeps the network between reruns and turns payloads into the smallest change of it.

const NETWORK_OPTIONS = {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { chosen: false, shadow: false },
  edges: { chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
  // Selecting, hovering and the keyboard are ours; vis-network pans, zooms and draws.
  interaction: {
    dragNodes: false, dragView: true, zoomView: true, hover: false, selectable: false, keyboard: false,
  },
};
/** An echo of an older answer that arrives within this time is no wish of the page. */
const ECHO_MS = 3000;

class LiveMap {
  constructor(parent_element) {
    this.elements = findElements(parent_element);
    this.selection = NOTHING;
    this.hovered = NOTHING;
    this.cursor = new KeyboardCursor();
    this.cursor_shown = NOTHING;
    this.memory = new CaptionMemory();
    this.tooltip = new Tooltip(this.elements.tooltip, this.elements.stage);
    this.node_unit = 1;
    /** The year that is shown; null for all. While it plays or waits, the page does not decide. */
    this.year = null;
    this.is_playing = false;
    this.is_waiting = false;
    /** What Python has been asked for and has not answered; undefined for nothing. */
    this.wanted_year = undefined;
    this.sent_nodes = new Map();
    this.sent_edges = new Map();
    /** Identifiers answered lately, with the time: the page will send them back. */
    this.answered = new Map();
    /** The kinds of answers, by the names of their states in Streamlit. */
    this.asking = {
      selected: new Asking(({ node, edge }) => (this.sent.selected ?? null) === (node ?? edge), { is_renewed: true }),
      year: new Asking(() => this.wanted_year === undefined, { is_renewed: true }),
      turned: new Asking(({ answered_at_ms }) => this.sent.turned_at_ms >= answered_at_ms, { is_renewed: false }),
    };
    this.abort = new AbortController();
  }

  get is_gone() {
    return this.abort.signal.aborted;
  }

  /** A new payload from Python, or the same one under a new theme. */
  receive(payload) {
    const before = this.sent;
    this.sent = payload;
    this.followYear();
    this.lines = new Map(payload.nodes.map((node) => [node.id, node.lines]));
    this.theme = readTheme(this.elements.root, payload.tones);
    this.elements.root.style.setProperty("--map-height", `${payload.height_px}px`);
    writeTexts(this.elements, payload);
    this.writeYear();
    if (!this.network) return;
    const is_moved = before && !hasFixedPoint(before.nodes, payload.nodes);
    this.followPage(payload.selected, before?.selected);
    if (is_moved) this.fit();
    else this.refresh();
  }

  /**
   * `sent` is what Python has sent, `whole` the same as tall as this map is, and `payload` what of it is shown
   * in the year that is looked at.
   */
  arrange() {
    this.whole = stretched(this.sent, this.camera?.stretch ?? 1);
    this.payload = payloadOf(this.whole, this.year);
    this.neighbourhoods = new Neighbourhoods(this.payload);
  }

  /** Build the network once the library is there. */
  start(vis) {
    const { stage } = this.elements;
    this.vis = vis;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(stage, { nodes: this.nodes, edges: this.edges }, NETWORK_OPTIONS);
    // vis-network makes its frame a tab stop of its own, which has no name; the stage is the tab stop.
    stage.querySelector(".vis-network").removeAttribute("tabindex");
    this.camera = new Camera(this.network, stage);
    this.network.on("beforeDrawing", (context) => this.paintUnder(context, this.network, 1));
    this.network.on("afterDrawing", (context) => {
      stage.captionBoxes = this.paintOver(context, this.network, 1);
    });
    this.network.on("zoom", () => this.adaptSizes());
    // vis-network puts its own view back right after it has told of a new size.
    this.network.on("resize", () => setTimeout(() => !this.is_gone && this.camera.is_fitted && this.fit()));
    listenToPointer(this, this.abort.signal);
    listenToKeyboard(this, this.abort.signal);
    listenToToolbar(this, this.abort.signal);
    listenToYears(this, this.abort.signal);
    this.listenToFonts();
    this.fit();
    this.followPage(this.payload.selected, null);
  }

  listenToFonts() {
    const remeasure = () => {
      this.memory.forget();
      if (!this.network) return;
      if (this.camera.is_fitted) this.fit();
      this.network.redraw();
    };
    document.fonts.addEventListener("loadingdone", remeasure, { signal: this.abort.signal });
    // Canvas text does not fetch a weight by itself in every browser: ask for both.
    for (const weight of Object.values(CAPTION_WEIGHT))
      document.fonts.load(`${weight} ${CAPTION_PX}px ${this.theme.font}`).then(remeasure, () => undefined);
  }

  destroy() {
    this.abort.abort();
    clearTimeout(this.hint_timer);
    clearTimeout(this.timer);
    clearTimeout(this.rest);
    for (const asking of Object.values(this.asking)) asking.stop();
    clearInterval(this.clock);
    this.network?.destroy();
    this.network = null;
  }
}

/** Whether some node is where it was; if none is, this is another picture and the view starts anew. */
function hasFixedPoint(before, after) {
  const places = new Map(before.map((node) => [node.id, node]));
  return after.length === 0 || after.some((node) => {
    const old = places.get(node.id);
    return old && old.x === node.x && old.y === node.y;
  });
}

function findElements(parent_element) {
  const find = (name) => parent_element.querySelector(`.map-${name}`);
  return {
    root: parent_element.querySelector(".map"),
    stage: find("stage"),
    status: find("status"),
    instructions: find("instructions"),
    hint: find("hint"),
    tooltip: find("tooltip"),
    toolbar: find("toolbar"),
    years: find("years"),
    play: find("play"),
    slider: find("slider"),
    year: find("year"),
    all: find("all-years"),
    buttons: [...parent_element.querySelectorAll(".map-toolbar button")],
  };
}

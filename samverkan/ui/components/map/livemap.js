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

/**
 * Bring a DataSet to the wanted looks: remove, add and update only what differs from `sent`, the looks that it
 * was given last, as text. Returns whether anything differed.
 */
function bringInLine(data_set, looks, sent) {
  const wanted = new Map(looks.map((look) => [look.id, JSON.stringify(look)]));
  const gone = [...sent.keys()].filter((id) => !wanted.has(id));
  const changed = looks.filter((look) => sent.get(look.id) !== wanted.get(look.id));
  if (gone.length) data_set.remove(gone);
  if (changed.length) data_set.update(changed);
  for (const id of gone) sent.delete(id);
  for (const look of changed) sent.set(look.id, wanted.get(look.id));
  return gone.length + changed.length > 0;
}

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
    this.sent_nodes = new Map();
    this.sent_edges = new Map();
    /** Identifiers answered lately, with the time: the page will send them back. */
    this.answered = new Map();
    this.abort = new AbortController();
  }

  get is_gone() {
    return this.abort.signal.aborted;
  }

  /** A new payload from Python, or the same one under a new theme. */
  receive(payload) {
    const before = this.payload;
    this.payload = payload;
    this.neighbourhoods = new Neighbourhoods(payload);
    this.lines = new Map(payload.nodes.map((node) => [node.id, wrapCaption(node.caption)]));
    this.theme = readTheme(this.elements.root, payload.tones);
    this.elements.root.style.height = `${payload.height_px}px`;
    writeTexts(this.elements, payload.texts);
    if (!this.network) return;
    const is_moved = before && !hasFixedPoint(before.nodes, payload.nodes);
    this.followPage(payload.selected, before?.selected);
    if (is_moved) this.fit();
    else this.refresh();
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
    this.network.on("afterDrawing", (context) => {
      stage.captionBoxes = this.paintOver(context, this.network, 1);
    });
    this.network.on("zoom", () => this.adaptSizes());
    this.network.on("resize", () => this.camera.is_fitted && this.fit());
    listenToPointer(this, this.abort.signal);
    listenToKeyboard(this, this.abort.signal);
    listenToToolbar(this, this.abort.signal);
    this.listenToFonts();
    this.fit();
    this.followPage(this.payload.selected, null);
  }

  listenToFonts() {
    const remeasure = () => {
      this.memory.forget();
      this.network?.redraw();
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
    this.network?.destroy();
    this.network = null;
  }
}

/** Drawing: what the moment looks like. Kept apart from the life cycle above for the sake of the reader. */
const drawing = {
  emphasis() {
    return new Emphasis(this.neighbourhoods, {
      selection: this.selection, hovered: this.hovered, cursor: this.cursor_shown,
    });
  },

  /**
   * Refresh once, however many changes ask for it. A timer and not a frame: Streamlit sends an answer by a
   * timer that it has set before, so that Python is at work while we draw (50 ms sooner).
   */
  refreshSoon() {
    this.timer ??= setTimeout(() => this.refresh());
  },

  /** Recompute every look, send the difference, and say what is selected. */
  refresh() {
    if (this.is_gone) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const emphasis = this.emphasis();
    const { nodes, edges } = this.payload;
    // Hubs last: vis-network draws in this order, so that they lie on top.
    const rising = [...nodes].sort((one, other) => one.priority - other.priority);
    const node_looks = rising.map((node) => nodeLook(node, this.theme, emphasis, this.node_unit));
    const edge_looks = edges.map((edge) => edgeLook(edge, this.theme, emphasis, this.node_unit));
    const { clientWidth, clientHeight } = this.elements.stage;
    this.captions = captionsOf(nodes, { lines: this.lines, emphasis, area_px: clientWidth * clientHeight });
    const are_nodes_new = bringInLine(this.nodes, node_looks, this.sent_nodes);
    const are_edges_new = bringInLine(this.edges, edge_looks, this.sent_edges);
    const words = describeMoment(this);
    if (this.elements.status.textContent !== words) this.elements.status.textContent = words;
    // vis-network draws by itself when looks change; a ring or a caption alone is unknown to it.
    if (!are_nodes_new && !are_edges_new) this.network.redraw();
  },

  /** All in view; sizes are counted in pixels of the screen at this scale. */
  fit(options) {
    this.camera.fit(this.payload.nodes, options);
    this.node_unit = this.camera.nodeUnitAt(this.camera.fit_scale);
    this.refresh();
  },

  zoom(factor) {
    this.camera.zoom(factor);
    this.adaptSizes();
  },

  /** After a zoom: new sizes if it has passed a step. */
  adaptSizes() {
    const node_unit = this.camera.nodeUnitAt(this.camera.scale);
    if (node_unit === this.node_unit) return;
    this.node_unit = node_unit;
    this.refreshSoon();
  },

  /** Rings and captions over a finished drawing, live (factor 1) or in a saved picture. */
  paintOver(context, network, factor) {
    if (!this.captions) return [];
    const { stage } = this.elements;
    const view = {
      toScreen: (point) => network.canvasToDOM(point),
      scale: network.getScale(),
      width: stage.clientWidth * factor,
      height: stage.clientHeight * factor,
      unit: factor,
      node_unit: this.node_unit,
      theme: this.theme,
    };
    const pixel_ratio = context.canvas.width / (stage.clientWidth * factor);
    context.save();
    context.setTransform(pixel_ratio, 0, 0, pixel_ratio, 0, 0);
    for (const [thing, is_dashed] of [[this.cursor_shown, true], [this.selection, false]]) {
      const node = this.neighbourhoods.nodes.get(thing.node);
      if (node) paintRing(context, node, view, is_dashed);
    }
    const boxes = paintCaptions(context, this.captions, view, this.memory);
    context.restore();
    return boxes;
  },

  titleOf({ node, edge }) {
    return (this.neighbourhoods.nodes.get(node) ?? this.neighbourhoods.edges.get(edge))?.title ?? "";
  },
};
Object.assign(LiveMap.prototype, drawing);

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
    buttons: [...parent_element.querySelectorAll(".map-toolbar button")],
  };
}

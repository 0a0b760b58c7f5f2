// What the moment looks like, and the smallest change that brings the network there.

/**
 * Bring a DataSet to the wanted looks: remove, add and update only what differs from `sent`, the looks that
 * it was given last, as text. Returns whether anything differed.
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

/** A canvas that nobody sees, to measure letters on. */
const RULER = new OffscreenCanvas(1, 1).getContext("2d");

/** The part of a live map that draws. */
const drawing = {
  emphasis() {
    return new Emphasis(this.neighbourhoods, {
      selection: this.selection, hovered: this.hovered, cursor: this.cursor_shown, lit: this.payload.lit,
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
    this.raise(emphasis.dims ? nodes.filter(({ id }) => !emphasis.isDimmed(id)) : []);
    const words = describeMoment(this);
    if (this.elements.status.textContent !== words) this.elements.status.textContent = words;
    // vis-network draws by itself when looks change; a ring or a caption alone is unknown to it.
    if (!are_nodes_new && !are_edges_new) this.network.redraw();
  },

  /** Let what is lit lie on what is dimmed: vis-network draws last what it takes to be selected. */
  raise(nodes) {
    const ids = nodes.map(({ id }) => id);
    if (ids.join() === this.raised) return;
    this.raised = ids.join();
    this.network.selectNodes(ids, false);
  },

  /** All in view; sizes are counted in pixels of the screen at this scale. */
  fit(options) {
    this.camera.fit(this.sent.nodes, this.sent.guides, (guide) => this.widthOfText(guide), options);
    this.arrange();
    this.node_unit = this.camera.nodeUnitAt(this.camera.fit_scale);
    this.refresh();
  },

  /** How wide a guide's text is, in pixels of the screen. */
  widthOfText(guide) {
    RULER.font = guideFont(guide, { unit: 1, theme: this.theme });
    return RULER.measureText(guide.text).width;
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

  viewOf(network, factor) {
    const { stage } = this.elements;
    return {
      toScreen: (point) => network.canvasToDOM(point),
      scale: network.getScale(),
      width: stage.clientWidth * factor,
      height: stage.clientHeight * factor,
      unit: factor,
      node_unit: this.node_unit,
      theme: this.theme,
    };
  },

  /** Keep the context as it is, and paint in pixels of the screen meanwhile. */
  inPixels(context, view, paint) {
    const pixel_ratio = context.canvas.width / view.width;
    context.save();
    context.setTransform(pixel_ratio, 0, 0, pixel_ratio, 0, 0);
    const painted = paint();
    context.restore();
    return painted;
  },

  /** What explains the places, before the network is drawn over it. */
  paintUnder(context, network, factor) {
    const view = this.viewOf(network, factor);
    this.inPixels(context, view, () => {
      paintHulls(context, this.payload.hulls, view);
      paintGuides(context, this.payload.guides, view);
    });
  },

  /** Rings and captions over a finished drawing, live (factor 1) or in a saved picture. */
  paintOver(context, network, factor) {
    if (!this.captions) return [];
    const view = this.viewOf(network, factor);
    return this.inPixels(context, view, () => this.paintTexts(context, view));
  },

  paintTexts(context, view) {
    const rings = [[this.cursor_shown.node, true], ...[...this.emphasis().chosen].map((id) => [id, false])];
    for (const [id, is_dashed] of rings) {
      const node = this.neighbourhoods.nodes.get(id);
      if (node) paintRing(context, node, view, is_dashed);
    }
    const taken = paintGuideTexts(context, this.payload, view);
    if (view.unit === 1) this.elements.stage.guideBoxes = taken;
    const walls = guideWalls(this.payload.guides, view);
    return paintCaptions(context, this.captions, view, this.memory, { taken, walls });
  },

  titleOf({ node, edge }) {
    return (this.neighbourhoods.nodes.get(node) ?? this.neighbourhoods.edges.get(edge))?.title ?? "";
  },
};
Object.assign(LiveMap.prototype, drawing);

// Choosing: what the reader points at and selects, and the answers to Python.

/** The part of a live map that listens to the reader and to the page. */
const choosing = {
  /** Select a node, an edge or nothing. An answer goes to Python; a wish of the page does not come back. */
  choose(thing, { is_answer }) {
    this.selection = thing;
    this.cursor.hub = null;
    if (thing.node !== null) this.cursor.node = thing.node;
    if (is_answer) this.sendAnswer(thing);
    this.refreshSoon();
  },

  sendAnswer(thing) {
    const now = Date.now();
    const id = thing.node ?? thing.edge;
    for (const [old, time] of this.answered) if (now - time > ECHO_MS) this.answered.delete(old);
    this.answered.delete(id);
    this.answered.set(id, now);
    this.asking.selected.ask(thing);
  },

  /** Open or close what a node holds, if the page can: a wish of its own beside the choice. */
  turn(node) {
    if (!this.payload.can_turn || !this.neighbourhoods.nodes.has(node)) return false;
    this.asking.turned.ask({ node });
    return true;
  },

  /** Follow the page when it asks for something new; its echo of our own answers changes nothing. */
  followPage(wanted, before) {
    const id = wanted ?? null;
    if (id === (before ?? null) || id === (this.selection.node ?? this.selection.edge)) return;
    const answered_at = this.answered.get(id) ?? -Infinity;
    const is_newest = [...this.answered.keys()].at(-1) === id;
    if (Date.now() - answered_at < ECHO_MS && !is_newest) return;
    const { nodes, edges } = this.neighbourhoods;
    const thing = edges.has(id) && !nodes.has(id) ? { node: null, edge: id } : { node: id, edge: null };
    this.asking.selected.stop();
    this.choose(thing, { is_answer: false });
    this.camera.show([...this.pointsOf(thing)]);
  },

  *pointsOf({ node, edge }) {
    const line = this.neighbourhoods.edges.get(edge);
    const { lit } = this.payload;
    const ids = lit?.focus === node && !this.neighbourhoods.nodes.has(node) ? lit.nodes : [node];
    for (const id of line ? [line.from, line.to] : ids) {
      const found = this.neighbourhoods.nodes.get(id);
      if (found) yield { x: found.x, y: found.y };
    }
  },

  /** The pointer is over something else. */
  point(thing) {
    if (thing.node === null && thing.edge === null) this.tooltip.hide();
    if (thing.node === this.hovered.node && thing.edge === this.hovered.edge) return;
    this.hovered = thing;
    this.tooltip.is_muted = false;
    this.elements.stage.dataset.over = String(thing !== NOTHING && (thing.node ?? thing.edge) !== null);
    this.refreshSoon();
  },

  moveCursor(step, is_among_neighbours) {
    const order = walkingOrder(this.payload.nodes, document.documentElement.lang || undefined);
    const selected = this.neighbourhoods.nodes.has(this.selection.node) ? this.selection.node : null;
    if (is_among_neighbours) this.cursor.walkNeighbours(order, this.neighbourhoods, selected, step);
    else this.cursor.walk(order, step);
    this.cursor_shown = { node: this.cursor.node, edge: null };
    this.camera.show([...this.pointsOf(this.cursor_shown)]);
    this.refreshSoon();
    return true;
  },

  chooseCursor() {
    if (!this.neighbourhoods.nodes.has(this.cursor.node)) return false;
    this.choose({ node: this.cursor.node, edge: null }, { is_answer: true });
    return true;
  },

  /** Escape: no tooltip, no cursor, no selection. */
  clear() {
    this.tooltip.hide();
    this.cursor.clear();
    this.cursor_shown = NOTHING;
    const had_selection = (this.selection.node ?? this.selection.edge) !== null;
    this.choose(NOTHING, { is_answer: had_selection });
    return true;
  },

  /** The ring belongs to the keyboard: it goes when the focus leaves, and comes back with the next arrow. */
  leaveCursor() {
    if (this.cursor_shown === NOTHING) return;
    this.cursor_shown = NOTHING;
    this.refreshSoon();
  },
};
Object.assign(LiveMap.prototype, choosing);

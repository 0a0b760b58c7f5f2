// The keyboard: arrows move a cursor, Enter chooses what is under it, o opens or closes it. vis-network's own keyboard is off.

const STEP_OF_ARROW = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Identifiers by falling priority, then by name; `language` sorts å, ä and ö last in Swedish. */
function walkingOrder(nodes, language) {
  const sorted = [...nodes].sort((one, other) =>
    other.priority - one.priority || one.caption.localeCompare(other.caption, language));
  return sorted.map((node) => node.id);
}

class KeyboardCursor {
  constructor() {
    this.node = null;
    /** The node whose neighbours Shift+arrows walk, while such a walk goes on. */
    this.hub = null;
  }

  step(order, step) {
    if (!order.length) return;
    const at = order.indexOf(this.node);
    const start = step > 0 ? -1 : order.length;
    this.node = order[((at < 0 ? start : at) + step + order.length) % order.length];
  }

  walk(order, step) {
    this.hub = null;
    this.step(order, step);
  }

  /** Walk round the neighbours of the selected node, or of the one where the walk began. */
  walkNeighbours(order, neighbourhoods, selected, step) {
    this.hub = selected ?? this.hub ?? this.node;
    const neighbours = neighbourhoods.neighbours.get(this.hub);
    if (neighbours) this.step(order.filter((id) => neighbours.has(id)), step);
  }

  clear() {
    this.node = null;
    this.hub = null;
  }
}

/** What each key does; true when the key was ours. */
function pressKey(live, event) {
  const { key, shiftKey: is_shift } = event;
  if (STEP_OF_ARROW[key]) return live.moveCursor(STEP_OF_ARROW[key], is_shift);
  if (key === "Enter") return live.chooseCursor();
  if (key === "Escape") return live.clear();
  if (key.toLowerCase() === "o") return live.turn(live.cursor_shown.node ?? live.selection.node);
  if (key === "+" || key === "=") return live.zoom(ZOOM_STEP) ?? true;
  if (key === "-" || key === "_" || key === "\u2212") return live.zoom(1 / ZOOM_STEP) ?? true;
  if (key === "0") return live.fit({ is_animated: true }) ?? true;
  return false;
}

function listenToKeyboard(live, signal) {
  const { stage } = live.elements;
  stage.addEventListener("keydown", (event) => {
    // Ctrl and Alt belong to the browser: Ctrl and + makes the whole page larger.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressKey(live, event)) event.preventDefault();
  }, { signal });
  stage.addEventListener("blur", () => live.leaveCursor(), { signal });
}

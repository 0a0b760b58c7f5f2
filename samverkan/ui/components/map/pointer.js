// The mouse: what is under it, the tooltip, and a wheel that leaves the page scrollable.

const NODE_TOLERANCE_PX = 3;
const HINT_MS = 1400;
/** Two clicks as near as this are one double click; the library says the same. */
const DOUBLE_CLICK = { ms: 300, px: 10 };
const TOOLTIP_OFFSET_PX = 14;
const NOTHING = Object.freeze({ node: null, edge: null });

/** What lies under a point of the stage, from the top: captions, nodes, edges. */
function thingAt(live, point) {
  const node = captionAt(live.elements.stage.captionBoxes ?? [], point) ?? nodeAt(live, point);
  if (node !== null) return { node, edge: null };
  return { node: null, edge: live.network.getEdgeAt(point) ?? null };
}

function nodeAt(live, point) {
  let nearest = null;
  let least = Infinity;
  for (const node of live.payload.nodes) {
    const { x, y } = live.network.canvasToDOM(node);
    const reach = shapeRadius(node) * live.node_unit * live.camera.scale + NODE_TOLERANCE_PX;
    const away = distance({ x, y }, point);
    if (away > reach || away >= least) continue;
    nearest = node.id;
    least = away;
  }
  return nearest;
}

function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function captionAt(boxes, { x, y }) {
  return boxes.find((box) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])?.[4] ?? null;
}

function pointOn(stage, event) {
  const frame = stage.getBoundingClientRect();
  return { x: event.clientX - frame.left, y: event.clientY - frame.top };
}

/** Text of what is hovered, beside the pointer and inside the map. textContent, for a title is no markup. */
class Tooltip {
  constructor(element, stage) {
    this.element = element;
    this.stage = stage;
    this.is_muted = false;
  }

  /** Silent until the pointer comes to something else: what has just been chosen lies under the tooltip. */
  mute() {
    this.is_muted = true;
    this.hide();
  }

  show(title, point) {
    this.element.hidden = !title || this.is_muted;
    if (this.element.hidden) return;
    this.element.textContent = title;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const right = point.x + TOOLTIP_OFFSET_PX;
    const left = right + width > this.stage.clientWidth ? point.x - TOOLTIP_OFFSET_PX - width : right;
    const below = point.y + TOOLTIP_OFFSET_PX;
    const top = below + height > this.stage.clientHeight ? point.y - TOOLTIP_OFFSET_PX - height : below;
    this.element.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/** vis-network's own click fires for a tap and not at the end of a drag. */
function listenToPointer(live, signal) {
  const { stage } = live.elements;
  let first = { at: -Infinity };
  live.network.on("click", ({ pointer: { DOM: point } }) => {
    // The second half of a double click: the picture may have moved under the pointer since the first.
    if (Date.now() - first.at < DOUBLE_CLICK.ms && distance(point, first.point) < DOUBLE_CLICK.px) return;
    first = { at: Date.now(), point, ...thingAt(live, point) };
    live.tooltip.mute();
    live.choose({ node: first.node, edge: first.edge }, { is_answer: true });
  });
  live.network.on("doubleClick", () => live.turn(first.node));
  live.network.on("dragStart", () => {
    live.camera.is_fitted = false;
    live.tooltip.hide();
  });
  stage.addEventListener("pointermove", (event) => hover(live, event), { signal });
  stage.addEventListener("pointerleave", () => live.point(NOTHING), { signal });
  const before_others = { signal, capture: true, passive: false };
  stage.addEventListener("wheel", (event) => guardWheel(live, event), before_others);
}

function hover(live, event) {
  if (event.buttons) return;
  const point = pointOn(live.elements.stage, event);
  const thing = thingAt(live, point);
  live.point(thing);
  live.tooltip.show(live.titleOf(thing), point);
}

/**
 * Zoom with the wheel only while the map has the focus, or with Ctrl. Otherwise the event is kept from
 * vis-network, whose listener sits further in, and the browser scrolls the page as usual.
 */
function guardWheel(live, event) {
  const { stage } = live.elements;
  const has_focus = stage.getRootNode().activeElement === stage;
  if (!has_focus && !event.ctrlKey) {
    event.stopPropagation();
    showHint(live);
    return;
  }
  live.tooltip.hide();
  live.camera.is_fitted = false;
  if (!live.camera.isAtLimit(event.deltaY < 0)) return;
  event.preventDefault();
  event.stopPropagation();
}

function showHint(live) {
  const { hint } = live.elements;
  if (!hint.textContent) return;
  hint.classList.add("is-shown");
  clearTimeout(live.hint_timer);
  live.hint_timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
}

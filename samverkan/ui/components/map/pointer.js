// The mouse: what is under it, the tooltip, and a wheel that leaves the page scrollable.

const NODE_TOLERANCE_PX = 3;
const HINT_MS = 1400;
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
    const distance = Math.hypot(x - point.x, y - point.y);
    if (distance > reach || distance >= least) continue;
    nearest = node.id;
    least = distance;
  }
  return nearest;
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
  live.network.on("click", ({ pointer }) => {
    live.tooltip.mute();
    live.choose(thingAt(live, pointer.DOM), { is_answer: true });
  });
  live.network.on("dragStart", () => {
    live.camera.is_fitted = false;
    live.tooltip.hide();
  });
  stage.addEventListener("pointermove", (event) => hover(live, event), { signal });
  stage.addEventListener("pointerleave", () => live.point(NOTHING), { signal });
  const first = { signal, capture: true, passive: false };
  stage.addEventListener("wheel", (event) => guardWheel(live, event), first);
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

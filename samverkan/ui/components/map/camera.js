// The view: fit, zoom and pan. Nothing here moves a node.

const ZOOM_STEP = 1.3;
const ZOOM_LIMITS = { out: 0.5, in: 12 };
/** Sizes are true on a map of this area; on a smaller one nodes shrink a little, not to hide each other. */
const REFERENCE_AREA_PX = 1400 * 750;
const SIZE_FACTOR = { least: 0.7, most: 1.2 };
/** Zooming in gives room: nodes and lines grow with the root of the zoom, in steps that one hardly sees. */
const GROWTH = { power: 0.5, steps_per_doubling: 4 };
const IN_VIEW_MARGIN_PX = 30;
const MOVE = { duration: 300, easingFunction: "easeInOutQuad" };

function movement() {
  return globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches ? false : MOVE;
}

class Camera {
  constructor(network, stage) {
    this.network = network;
    this.stage = stage;
    this.fit_scale = 1;
    this.stretch = 1;
    /** True until the reader zooms or pans: such a view follows the window's size. */
    this.is_fitted = true;
  }

  get scale() {
    return this.network.getScale();
  }

  /** Whether the stage has a size at all; a map in a closed tab has none yet. */
  get has_room() {
    return this.stage.clientWidth > 2 * FIT_MARGIN_PX.x && this.stage.clientHeight > 2 * FIT_MARGIN_PX.y;
  }

  /** Bring everything into view; places that are pulled taller for it are so by `stretch` from now on. */
  fit(nodes, guides, widthOfText, { is_animated = false } = {}) {
    this.is_fitted = true;
    if (!nodes.length || !this.has_room) return;
    const { scale, stretch, centre } = frameOf(thingsToFit(nodes, guides, widthOfText), this.stage);
    this.fit_scale = scale;
    this.stretch = stretch;
    this.network.moveTo({ position: centre, scale, animation: is_animated && movement() });
  }

  /** Units of the network's coordinates for a size of one pixel in the payload. */
  nodeUnitAt(scale) {
    const { clientWidth, clientHeight } = this.stage;
    const room = Math.sqrt((clientWidth * clientHeight) / REFERENCE_AREA_PX);
    const factor = Math.min(Math.max(room, SIZE_FACTOR.least), SIZE_FACTOR.most);
    const doublings = Math.log2(scale / this.fit_scale);
    const step = Math.round(doublings * GROWTH.steps_per_doubling) / GROWTH.steps_per_doubling;
    return (factor / this.fit_scale) * 2 ** (step * (GROWTH.power - 1));
  }

  clamp(scale) {
    return Math.min(Math.max(scale, this.fit_scale * ZOOM_LIMITS.out), this.fit_scale * ZOOM_LIMITS.in, 10);
  }

  zoom(factor) {
    this.is_fitted = false;
    this.network.moveTo({ scale: this.clamp(this.scale * factor) });
  }

  /** Whether one more turn of the wheel would leave the limits. */
  isAtLimit(is_zooming_in) {
    return is_zooming_in ? this.scale >= this.clamp(Infinity) : this.scale <= this.clamp(0);
  }

  /** Pan, without zooming, and only if one of the points is out of view. */
  show(points) {
    const seen = points.map((point) => this.network.canvasToDOM(point));
    const margin = IN_VIEW_MARGIN_PX;
    const is_inside = ({ x, y }) => x >= margin && y >= margin
      && x <= this.stage.clientWidth - margin && y <= this.stage.clientHeight - margin;
    if (!points.length || seen.every(is_inside)) return;
    this.is_fitted = false;
    this.network.moveTo({ position: boundsOf(points).centre, animation: movement() });
  }
}

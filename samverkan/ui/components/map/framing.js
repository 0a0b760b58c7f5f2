// Framing: which part of the plane is in view, and how tall the places are pulled for it.

const FIT_MARGIN_PX = { x: 44, y: 34 };
/** Layouts are made for a map that is at least so much wider than high; on a slimmer one they are pulled taller. */
const STRETCH = { below_aspect: 1.5, most: 2.5 };
const MAX_FIT_SCALE = 3;
const FIT_ROUNDS = 12;

/** The smallest rectangle around the nodes' centres. */
function boundsOf(nodes) {
  const across = nodes.map((node) => node.x);
  const down = nodes.map((node) => node.y);
  const [left, right] = [Math.min(...across), Math.max(...across)];
  const [top, bottom] = [Math.min(...down), Math.max(...down)];
  return { left, right, top, bottom, centre: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

/** A payload with all places pulled apart downwards, so that a picture made for a screen fills a page. */
function stretched(payload, times) {
  if (times === 1) return payload;
  const pulled = (thing) => ({ ...thing, y: thing.y * times });
  const lower = ([x, y]) => [x, y * times];
  return {
    ...payload,
    nodes: payload.nodes.map(pulled),
    guides: payload.guides.map((guide) => ({ ...pulled(guide), height: guide.height * times })),
    hulls: payload.hulls.map((hull) => ({
      ...hull, corners: hull.corners.map(lower), spots: hull.spots.map(lower),
    })),
  };
}

/** Points that must be in view, each with the pixels to spare: left, above, right, below. */
function thingsToFit(nodes, guides, widthOfText) {
  const largest_px = Math.max(...nodes.map(shapeRadius));
  // Where areas or rings lie around the nodes, they are what needs a margin.
  const is_framed = guides.some(({ shape }) => shape === "rectangle" || shape === "ellipse");
  const margin = is_framed ? { x: 0, y: 0 } : FIT_MARGIN_PX;
  const [across, down] = [margin.x + largest_px, margin.y + largest_px];
  return [
    ...nodes.map(({ x, y }) => ({ x, y, room_px: [across, down, across, down] })),
    ...guides.flatMap((guide) => guideCorners(guide, widthOfText)),
  ];
}

/**
 * The view in which points have the room that they ask for. Room is in pixels and places in map units: a few
 * rounds bring both into the window.
 */
function frameOf(things, { clientWidth, clientHeight }) {
  const is_slim = clientWidth < STRETCH.below_aspect * clientHeight;
  let [bounds, scale, stretch] = [null, MAX_FIT_SCALE, 1];
  for (let round = 0; round < FIT_ROUNDS; round += 1) {
    bounds = boundsOf(things.flatMap(({ x, y, room_px: [left, top, right, bottom] }) => [
      { x: x - left / scale, y: y * stretch - top / scale },
      { x: x + right / scale, y: y * stretch + bottom / scale },
    ]));
    const across = clientWidth / (bounds.right - bounds.left);
    const down = clientHeight / (bounds.bottom - bounds.top);
    scale = Math.min(Math.max(Math.min(across, down), 0.01), MAX_FIT_SCALE);
    if (is_slim) stretch = Math.min(Math.max((stretch * down) / across, 1), STRETCH.most);
  }
  return { scale, stretch, centre: bounds.centre };
}

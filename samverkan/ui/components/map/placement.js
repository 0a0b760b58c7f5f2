// Where each caption goes. A view is {toScreen, scale, width, height, unit, node_unit, theme}:
// `unit` is the number of canvas pixels of one pixel on the screen (1 live, more in a saved picture).

const RING_PX = { gap: 5, line: 2.5, halo: 6 };

/** As long as fewer than this are named, a caption may stand farther off and cover lesser nodes. */
const LEAST_NAMED = 40;
const FARTHER_PX = [9, 18];

/** Centres relative to the node, best first: below, above, right, left, then the corners. */
function candidateCentres(radius, width, height, unit) {
  const down = radius + GAP_PX * unit + height / 2;
  const across = radius + GAP_PX * unit * 1.5 + width / 2;
  const near = radius * 0.7 + GAP_PX * unit;
  const corner = [near + width / 2, near + height / 2];
  return [
    [0, down], [0, -down], [across, 0], [-across, 0],
    [corner[0], corner[1]], [-corner[0], corner[1]], [corner[0], -corner[1]], [-corner[0], -corner[1]],
  ];
}

function boxAround(x, y, width, height, unit) {
  const right = width / 2 + PADDING_PX.x * unit;
  const down = height / 2 + PADDING_PX.y * unit;
  return [x - right, y - down, x + right, y + down];
}

/** The captions whose node is in view, with their place and radius on the screen. */
function captionsInView(captions, view) {
  const seen = [];
  for (const caption of captions) {
    const { x, y } = view.toScreen(caption);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const ring = caption.is_ringed ? (RING_PX.gap + RING_PX.line) * view.unit : 0;
    seen.push({ caption, x, y, radius: caption.radius * view.node_unit * view.scale + ring });
  }
  return seen;
}

/** Whether a box lies partly inside an area and partly outside. */
function crosses(box, wall) {
  return boxesMeet(box, wall) && !isWithin(box, wall);
}

function nodeBox({ x, y, radius }) {
  return [x - radius, y - radius, x + radius, y + radius];
}

/**
 * Place captions greedily by rank. The selection, what is pointed at and hubs always find a place if no other
 * caption has it, and cover as little as they can; the others cover no node at all. Dimmed nodes stand in the
 * way of dimmed captions only.
 */
class CaptionPlacer {
  constructor(view, seen, last_places, { taken, walls }) {
    this.view = view;
    this.walls = walls;
    this.last_places = last_places;
    this.places = new Map();
    this.captions = new BoxGrid(64 * view.unit);
    this.nodes = new BoxGrid(64 * view.unit);
    this.important_nodes = new BoxGrid(64 * view.unit);
    for (const box of taken) this.captions.add(box);
    for (const item of seen) {
      if (item.caption.is_dimmed) continue;
      this.nodes.add(nodeBox(item));
      if (isImportant(item.caption)) this.important_nodes.add(nodeBox(item));
    }
  }

  place(item, size) {
    return this.take(item, this.choose(item.caption, this.candidates(item, size)));
  }

  /** A place for a caption that found none without covering a node: it may cover all but the important ones. */
  squeeze(item, size) {
    const candidates = [0, ...FARTHER_PX]
      .flatMap((farther) => this.candidates(item, size, farther * this.view.unit))
      .filter(({ box }) => this.important_nodes.isFree(box));
    return this.take(item, this.leastHarmful(this.withinWalls(candidates)));
  }

  /** The places round a node that are in view and that no other caption has. */
  candidates(item, { width, height }, farther = 0) {
    const { view } = this;
    return candidateCentres(item.radius + farther, width, height, view.unit)
      .map(([right, down], place) => ({
        place, box: boxAround(item.x + right, item.y + down, width, height, view.unit),
      }))
      .filter(({ box }) => isWithin(box, [0, 0, view.width, view.height]))
      .filter(({ box }) => this.captions.isFree(box));
  }

  take(item, chosen) {
    if (!chosen) return undefined;
    this.captions.add(chosen.box);
    this.places.set(item.caption.id, chosen.place);
    return chosen.box;
  }

  choose(caption, candidates) {
    // A caption must not slip away from under the pointer that has just found it.
    const last = this.last_places.get(caption.id);
    const same = caption.rank === RANK.pointed && candidates.find(({ place }) => place === last);
    if (same) return same;
    const allowed = this.withinWalls(candidates);
    const free = allowed.find(({ box }) => this.nodes.isFree(box));
    return free ?? (isImportant(caption) ? this.leastHarmful(allowed) : undefined);
  }

  /** Those that cross no border, if any: on the wrong side of one a caption would say that its node lies there. */
  withinWalls(candidates) {
    const inside = candidates.filter(({ box }) => !this.walls.some((wall) => crosses(box, wall)));
    return inside.length ? inside : candidates;
  }

  /** The place that covers the least; an important node counts as much as six small ones. */
  leastHarmful(candidates) {
    const harm = ({ box }) => this.nodes.coveredArea(box) + 5 * this.important_nodes.coveredArea(box);
    const weighed = candidates.map((candidate) => ({ candidate, harm: harm(candidate) }));
    return weighed.sort((one, other) => one.harm - other.harm)[0]?.candidate;
  }

  addDimmedNodes(seen) {
    for (const item of seen) if (item.caption.is_dimmed) this.nodes.add(nodeBox(item));
  }
}

function isImportant({ rank }) {
  return rank === RANK.chosen || rank === RANK.pointed || rank === RANK.hub;
}

/**
 * Everything that is painted: [{caption, box}], in the order of importance. The memory keeps the places;
 * the ground is {taken, walls}: boxes of texts that are no captions, and of areas whose border none crosses.
 */
function placeCaptions(context, captions, view, memory, ground) {
  const seen = captionsInView(captions, view);
  const placer = new CaptionPlacer(view, seen, memory.places, ground);
  const placed = [];
  const nameless = [];
  let are_dimmed_added = false;
  for (const item of seen) {
    if (item.caption.is_dimmed && !are_dimmed_added) {
      placer.addDimmedNodes(seen);
      are_dimmed_added = true;
    }
    const size = memory.size(context, item.caption, view.theme.font);
    const scaled = { width: size.width * view.unit, height: size.height * view.unit };
    const box = placer.place(item, scaled);
    if (box) placed.push({ caption: item.caption, box });
    else if (!item.caption.is_dimmed) nameless.push({ item, scaled });
  }
  for (const { item, scaled } of nameless) {
    if (placed.length >= LEAST_NAMED) break;
    const box = placer.squeeze(item, scaled);
    if (box) placed.push({ caption: item.caption, box });
  }
  memory.places = placer.places;
  return placed;
}

function paintCaption(context, { caption, box }, view) {
  const line_height = CAPTION_PX * LINE_HEIGHT * view.unit;
  const centre = (box[0] + box[2]) / 2;
  const first = (box[1] + box[3]) / 2 - ((caption.lines.length - 1) * line_height) / 2;
  context.font = captionFont(caption, view.theme.font, view.unit);
  context.globalAlpha = caption.is_dimmed ? DIMMED_OPACITY : 1;
  caption.lines.forEach((line, index) => context.strokeText(line, centre, first + index * line_height));
  caption.lines.forEach((line, index) => context.fillText(line, centre, first + index * line_height));
}

/** Paint over the finished network; returns the boxes [x0, y0, x1, y1, id]. */
function paintCaptions(context, captions, view, memory, ground) {
  const placed = placeCaptions(context, captions, view, memory, ground);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = HALO_PX * view.unit;
  context.strokeStyle = view.theme.ground;
  context.fillStyle = view.theme.ink;
  // The least important first: a halo may touch a neighbour's letters, and the important ones lie on top.
  for (const item of [...placed].reverse()) paintCaption(context, item, view);
  return placed.map(({ caption, box }) => [...box, caption.id]);
}

/** A ring around the chosen node (whole) and the one under the keyboard's cursor (dashed). */
function paintRing(context, node, view, is_dashed) {
  const { x, y } = view.toScreen(node);
  const reach = shapeReach(node) * LIFTED_SIZE * view.node_unit * view.scale;
  const radius = reach + RING_PX.gap * view.unit;
  for (const [colour, width] of [[view.theme.ground, RING_PX.halo], [view.theme.ink, RING_PX.line]]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.setLineDash(is_dashed && width === RING_PX.line ? [5 * view.unit, 4 * view.unit] : []);
    context.strokeStyle = colour;
    context.lineWidth = width * view.unit;
    context.stroke();
  }
  context.setLineDash([]);
}

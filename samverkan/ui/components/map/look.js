// How a node, an edge and a caption look: pure functions of the payload, the theme and what is chosen.

const DIMMED_OPACITY = 0.15;
const N_HUBS = { share: 0.1, least: 6, most: 24, area_px: 35_000 };
const LIFTED_SIZE = 1.2;
const LINE_DASHES_PX = { dashed: [5, 4], dotted: [1.6, 3.2] };

/** Order of painting captions: a smaller rank is placed first and gets the better place. */
const RANK = { chosen: 0, pointed: 1, neighbour: 2, hub: 3, plain: 4, dimmed: 5 };

/** Red, green and blue (0–255) of any CSS colour: a pixel is painted and read back. */
function channelsOf(colour) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Relative luminance, 0 (black) to 1 (white). */
function luminance(colour) {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Colours of nodes as they would look through fog. Mixed and not transparent, because through a transparent
 * node one sees the ends of its edges. Written with commas, the only form that vis-network reads.
 */
function fogOver(ground) {
  const far = channelsOf(ground);
  const known = new Map();
  const mix = (colour) => channelsOf(colour)
    .map((near, index) => Math.round(DIMMED_OPACITY * near + (1 - DIMMED_OPACITY) * far[index]));
  return (colour) => {
    if (!known.has(colour)) known.set(colour, `rgb(${mix(colour).join(", ")})`);
    return known.get(colour);
  };
}

/** The colours and the font of this moment, read from the element, so that Streamlit's theme decides. */
function readTheme(root, tones) {
  const style = getComputedStyle(root);
  const palette = luminance(style.backgroundColor) > 0.4 ? tones.light : tones.dark;
  const plain = { fill: style.color, line: style.color };
  return {
    ground: style.backgroundColor,
    ink: palette.text?.line ?? style.color,
    font: style.fontFamily,
    tone: (name) => palette[name] ?? plain,
    dimmed: fogOver(style.backgroundColor),
  };
}

function nodeLook(node, theme, emphasis, unit) {
  const tone = theme.tone(node.tone);
  const shown = emphasis.isDimmed(node.id) ? theme.dimmed : (colour) => colour;
  const is_near = emphasis.isNearPointed(node.id);
  const line_px = node.hollow || is_near ? 2 : 1.5;
  return {
    id: node.id,
    x: node.x,
    y: node.y,
    ...shapeLook(node),
    size: shapeRadius(node) * unit * (is_near ? LIFTED_SIZE : 1),
    // vis-network divides this by the scale: it is in pixels of the canvas at every zoom.
    borderWidth: line_px,
    color: { background: shown(node.hollow ? theme.ground : tone.fill), border: shown(tone.line) },
  };
}

/** How long a line is drawn and how long not, by turns, in pixels; nothing for a whole line. */
function dashesOf({ dashes, dots }) {
  if (dashes) return LINE_DASHES_PX.dashed;
  return dots ? LINE_DASHES_PX.dotted : null;
}

function edgeLook(edge, theme, emphasis, unit) {
  const is_strong = emphasis.isStrongEdge(edge);
  const colour = is_strong ? theme.ink : theme.tone(edge.tone ?? "edge").line;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: (edge.width + (is_strong ? 0.5 : 0)) * unit,
    dashes: dashesOf(edge)?.map((length) => length * unit) ?? false,
    color: { color: colour, opacity: emphasis.isDimmedEdge(edge) ? DIMMED_OPACITY : 1 },
  };
}

/** Identifiers of the nodes that carry the picture: as many of high priority as the map has room for. */
function hubsOf(nodes, area_px) {
  const room = Math.min(nodes.length * N_HUBS.share, area_px / N_HUBS.area_px, N_HUBS.most);
  const n_hubs = Math.max(N_HUBS.least, Math.round(room));
  const ordered = [...nodes].sort((one, other) => other.priority - one.priority);
  return new Set(ordered.slice(0, n_hubs).map((node) => node.id));
}

/** Captions in the order in which they are placed. */
function captionsOf(nodes, { lines, emphasis, area_px }) {
  const hubs = hubsOf(nodes, area_px);
  const captions = nodes.map((node) => ({
    id: node.id,
    lines: lines.get(node.id),
    is_bold: node.kind === "actor",
    rank: captionRank(node.id, hubs, emphasis),
    is_dimmed: emphasis.isDimmed(node.id),
    is_ringed: emphasis.isRinged(node.id),
    priority: node.priority,
    x: node.x,
    y: node.y,
    radius: emphasis.isRinged(node.id) ? shapeReach(node) * LIFTED_SIZE : shapeRadius(node),
  }));
  return captions.sort((one, other) => one.rank - other.rank || other.priority - one.priority);
}

function captionRank(id, hubs, emphasis) {
  if (emphasis.isChosen(id)) return RANK.chosen;
  if (emphasis.isPointedAt(id)) return RANK.pointed;
  if (emphasis.isDimmed(id)) return RANK.dimmed;
  if (emphasis.isLifted(id)) return RANK.neighbour;
  return hubs.has(id) ? RANK.hub : RANK.plain;
}

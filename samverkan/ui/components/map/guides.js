// What lies under the nodes and explains their places: rings, areas, borders, and their names.

const GUIDE = { line_px: 1.25, corner_px: 8, halo_px: 4, title_px: 15, text_px: 13, leading: 1.2, margin_px: 12 };
/** How much of the text's colour an area's ground and a shape's line have. */
const GUIDE_STRENGTH = { ground: 0.025, line: 0.34, text: 0.82 };
/** Room around a text's point when all is brought into view, in pixels: left, above, right, below. */
const GUIDE_TEXT_ROOM_PX = { start: [0, 20, 120, 20], middle: [60, 20, 60, 20], end: [120, 20, 0, 20] };

/** Put a shape's outline on the context's path; returns whether it encloses an area. */
function traceGuide(context, guide, view) {
  const { x, y } = view.toScreen(guide);
  const [width, height] = [guide.width * view.scale, guide.height * view.scale];
  context.beginPath();
  if (guide.shape === "line") {
    context.moveTo(x, y);
    context.lineTo(x + width, y + height);
    return false;
  }
  if (guide.shape === "ellipse")
    context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  else context.roundRect(x, y, width, height, GUIDE.corner_px * view.unit);
  return true;
}

function guideFont(guide, view) {
  const size = (guide.is_title ? GUIDE.title_px : GUIDE.text_px) * view.unit;
  return `600 ${size}px ${view.theme.font}`;
}

/** A text, cut where it has no more room; the context's font is the one it is painted in. */
function cutToRoom(context, text, room) {
  if (!room || context.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 0 && context.measureText(`${text.slice(0, length).trimEnd()}…`).width > room) length -= 1;
  return length > 0 ? `${text.slice(0, length).trimEnd()}…` : "";
}

/** A guide's text as it is painted, and the box [x0, y0, x1, y1] that it takes on the screen. */
function placedGuideText(context, guide, view) {
  context.font = guideFont(guide, view);
  const { x, y } = view.toScreen(guide);
  const text = cutToRoom(context, guide.text, guide.width * view.scale);
  const width = context.measureText(text).width;
  const height = (guide.is_title ? GUIDE.title_px : GUIDE.text_px) * GUIDE.leading * view.unit;
  const left = { start: x, middle: x - width / 2, end: x - width }[guide.anchor];
  return { text, box: [left, y - height / 2, left + width, y + height / 2] };
}

/** Shapes in their order: the ground of one is laid on that of those before it. */
function paintGuides(context, guides, view) {
  context.strokeStyle = view.theme.ink;
  context.fillStyle = view.theme.ink;
  context.lineWidth = GUIDE.line_px * view.unit;
  for (const guide of guides) {
    if (guide.shape === "text") continue;
    const is_area = traceGuide(context, guide, view);
    context.globalAlpha = GUIDE_STRENGTH.ground;
    if (is_area) context.fill();
    context.globalAlpha = GUIDE_STRENGTH.line;
    context.stroke();
  }
  context.globalAlpha = 1;
}

function traceHull(context, { corners }, view) {
  context.beginPath();
  for (const [x, y] of corners) {
    const point = view.toScreen({ x, y });
    context.lineTo(point.x, point.y);
  }
  context.closePath();
}

/** Shapes around groups: all grounds below all edges, so that each can be followed where they overlap. */
function paintHulls(context, hulls, view) {
  const { fill, line } = view.theme.tone("hull");
  context.fillStyle = fill;
  context.strokeStyle = line;
  context.lineWidth = GUIDE.line_px * view.unit;
  for (const hull of hulls) {
    traceHull(context, hull, view);
    context.fill();
  }
  for (const hull of hulls) {
    traceHull(context, hull, view);
    context.stroke();
  }
}

/** The names of groups as texts of guides, each at its first spot that no other has. */
function hullTexts(context, hulls, view) {
  const taken = [];
  return hulls.map(({ text, spots }) => {
    const texts = spots.map(([x, y]) => ({ shape: "text", text, x, y, width: 0, anchor: "middle" }));
    const boxOf = (one) => placedGuideText(context, one, view).box;
    const free = texts.find((one) => !taken.some((box) => boxesMeet(box, boxOf(one)))) ?? texts[0];
    taken.push(boxOf(free));
    return free;
  });
}

/** Texts lie over the lines of the network, so that they can be read; returns the boxes that they take. */
function paintGuideTexts(context, guides, view) {
  const texts = guides.filter((guide) => guide.shape === "text");
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = GUIDE.halo_px * view.unit;
  context.strokeStyle = view.theme.ground;
  context.fillStyle = view.theme.ink;
  return texts.map((guide) => {
    const { text, box } = placedGuideText(context, guide, view);
    const y = (box[1] + box[3]) / 2;
    context.strokeText(text, box[0], y);
    context.globalAlpha = GUIDE_STRENGTH.text;
    context.fillText(text, box[0], y);
    context.globalAlpha = 1;
    return box;
  });
}

/** The boxes of all areas on the screen. */
function guideWalls(guides, view) {
  return guides.filter((guide) => guide.shape === "rectangle").map((guide) => {
    const { x, y } = view.toScreen(guide);
    return [x, y, x + guide.width * view.scale, y + guide.height * view.scale];
  });
}

/** Points that must be in view for a guide to be seen, each with the pixels to spare: left, top, right, below. */
function guideCorners({ shape, x, y, width, height, anchor }) {
  if (shape === "text") return width ? [] : [{ x, y, room_px: GUIDE_TEXT_ROOM_PX[anchor] }];
  const room_px = [GUIDE.margin_px, GUIDE.margin_px, GUIDE.margin_px, GUIDE.margin_px];
  return [{ x, y, room_px }, { x: x + width, y: y + height, room_px }];
}

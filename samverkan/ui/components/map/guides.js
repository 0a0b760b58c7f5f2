// What lies under the nodes and explains their places: rings, areas, borders, and their names.

const GUIDE = { line_px: 1.25, corner_px: 8, halo_px: 4, title_px: 15, text_px: 13, leading: 1.2, margin_px: 12, text_beside_px: 6, text_above_px: 28 };
/** How much of the text's colour an area's ground and a shape's line have. */
const GUIDE_STRENGTH = { ground: 0.025, line: 0.34, text: 0.82 };

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

/** Texts that would lie on each other make way: in lines up or down, the nearest free first. */
const LINES_ASIDE = [0, -1, 1, -2, 2];

/** Where a text may stand, best first: a group's name at several spots, one in an area of its own in one place. */
function* placesOfText(context, { text, spots }, view) {
  const placed = spots.map((spot) => ({ spot, ...placedGuideText(context, { ...spot, text }, view) }));
  for (const lines of LINES_ASIDE) {
    for (const { spot, text: cut, box: [x0, y0, x1, y1] } of placed) {
      const down = lines * (y1 - y0);
      if (lines === 0 || !spot.width)
        yield { text: cut, font: guideFont(spot, view), box: [x0, y0 + down, x1, y1 + down] };
    }
  }
}

/** The texts of shapes and of groups, none on another; one for which no place is free is left out. */
function placeGuideTexts(context, { guides, hulls }, view) {
  const stage = [0, 0, view.width, view.height];
  const wanted = [
    ...guides.filter(({ shape }) => shape === "text").map((guide) => ({ text: guide.text, spots: [guide] })),
    ...hulls.map(({ text, spots }) => ({
      text, spots: spots.map(([x, y]) => ({ x, y, width: 0, anchor: "middle" })),
    })),
  ];
  const placed = [];
  for (const one of wanted) {
    const free = [...placesOfText(context, one, view)]
      .filter(({ box }) => !placed.some((other) => boxesMeet(box, other.box)));
    // A shape's text stays at its shape; a group's name goes where it can be seen.
    const chosen = (one.spots.length > 1 && free.find(({ box }) => isWithin(box, stage))) || free[0];
    if (chosen) placed.push(chosen);
  }
  return placed;
}

/** Texts lie over the lines of the network, so that they can be read; returns the boxes that they take. */
function paintGuideTexts(context, payload, view) {
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = GUIDE.halo_px * view.unit;
  context.strokeStyle = view.theme.ground;
  context.fillStyle = view.theme.ink;
  return placeGuideTexts(context, payload, view).map(({ text, font, box }) => {
    const y = (box[1] + box[3]) / 2;
    context.font = font;
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
function guideCorners(guide, widthOfText) {
  const { shape, x, y, width, height } = guide;
  if (shape === "text") return width ? [] : [{ x, y, room_px: textRoom(guide, widthOfText(guide)) }];
  const room_px = [GUIDE.margin_px, GUIDE.margin_px, GUIDE.margin_px, GUIDE.margin_px];
  return [{ x, y, room_px }, { x: x + width, y: y + height, room_px }];
}

function textRoom({ anchor }, width) {
  const [beside, above] = [width + GUIDE.text_beside_px, GUIDE.text_above_px];
  return {
    start: [0, above, beside, above], middle: [beside / 2, above, beside / 2, above], end: [beside, above, 0, above],
  }[anchor];
}

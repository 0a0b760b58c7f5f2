// The eight shapes: how large each is drawn, and its outline for the legend of the saved picture.

/** Equal areas look equally important: radius of the shape whose area is that of a dot with radius 1. */
const SHAPE_SCALE = {
  dot: 1,
  square: 0.886,
  diamond: 1.253,
  triangle: 1.17,
  triangleDown: 1.17,
  hexagon: 1.1,
  pentagon: 1.15,
  star: 1.43,
};

/** How far a shape reaches from its centre, in its own radius; a ring must go round the corners too. */
const SHAPE_REACH = { square: 1.42, triangle: 1.2, triangleDown: 1.2, star: 1.07 };

function shapeReach(node) {
  return shapeRadius(node) * (SHAPE_REACH[node.shape] ?? 1);
}

function shapeRadius(node) {
  return node.size * (SHAPE_SCALE[node.shape] ?? 1);
}

/** Corners of a regular polygon with its centre at (0, 0); the first corner points along `start`. */
function polygon(n_corners, radius, start) {
  return Array.from({ length: n_corners }, (_, corner) => {
    const angle = start + (2 * Math.PI * corner) / n_corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function starCorners(radius) {
  const outer = polygon(5, radius * 1.07, -Math.PI / 2);
  const inner = polygon(5, radius * 0.41, -Math.PI / 2 + Math.PI / 5);
  return outer.flatMap((corner, index) => [corner, inner[index]]);
}

const CORNERS = {
  square: (radius) => polygon(4, radius * Math.SQRT2, Math.PI / 4),
  diamond: (radius) => polygon(4, radius, 0),
  triangle: (radius) => polygon(3, radius * 1.3, -Math.PI / 2),
  triangleDown: (radius) => polygon(3, radius * 1.3, Math.PI / 2),
  hexagon: (radius) => polygon(6, radius, 0),
  pentagon: (radius) => polygon(5, radius, -Math.PI / 2),
  star: starCorners,
};

/** Put the outline of a shape on the context's path, the same forms as vis-network draws. */
function traceShape(context, shape, x, y, radius) {
  context.beginPath();
  if (!CORNERS[shape]) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [right, down] of CORNERS[shape](radius)) context.lineTo(x + right, y + down);
  context.closePath();
}

/** Lengths in pixels, and the sizes of what stands in a sign in its radius; as on the finished pictures. */
const OUTLINE_DASHES_PX = [3, 2.2];
const INSIDE = { dot: 0.34, strike: 0.8 };

/** Fill and outline a sign and what stands in it; `unit` is the length of a pixel. Colours are the context's. */
function paintSign(context, { shape, dashed, inside }, x, y, radius, unit) {
  traceShape(context, shape, x, y, radius * (SHAPE_SCALE[shape] ?? 1));
  context.setLineDash(dashed ? OUTLINE_DASHES_PX.map((length) => length * unit) : []);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  const half = (INSIDE[inside] ?? 0) * radius;
  context.beginPath();
  if (inside === "dot") {
    context.arc(x, y, half, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle;
    context.fill();
  } else if (inside === "strike") {
    context.moveTo(x - half, y + half);
    context.lineTo(x + half, y - half);
    context.stroke();
  }
}

/** Draw what vis-network has no shape for, as it draws its own. */
function drawSign(sign) {
  return ({ ctx, x, y, style }) => ({
    drawNode() {
      const scale = Math.hypot(ctx.getTransform().a, ctx.getTransform().b) / (globalThis.devicePixelRatio || 1);
      ctx.fillStyle = style.color;
      ctx.strokeStyle = style.borderColor;
      ctx.lineWidth = Math.min(style.size * 2, style.borderWidth / scale);
      paintSign(ctx, sign, x, y, style.size / (SHAPE_SCALE[sign.shape] ?? 1), 1 / scale);
    },
    nodeDimensions: { width: 2 * style.size, height: 2 * style.size },
  });
}

/** What vis-network is told about a sign; `sign` tells two that differ in nothing else apart. */
function shapeLook({ shape, dashed, inside }) {
  if (shape !== "pentagon" && !dashed && !inside) return { shape };
  return { shape: "custom", sign: `${dashed} ${inside}`, ctxRenderer: drawSign({ shape, dashed, inside }) };
}

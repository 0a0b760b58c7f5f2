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

/** vis-network knows no pentagon: this draws one as its own shapes are drawn. */
function drawPentagon({ ctx, x, y, style }) {
  return {
    drawNode() {
      const scale = Math.hypot(ctx.getTransform().a, ctx.getTransform().b) / (globalThis.devicePixelRatio || 1);
      traceShape(ctx, "pentagon", x, y, style.size);
      ctx.fillStyle = style.color;
      ctx.strokeStyle = style.borderColor;
      ctx.lineWidth = Math.min(style.size * 2, style.borderWidth / scale);
      ctx.fill();
      ctx.stroke();
    },
    nodeDimensions: { width: 2 * style.size, height: 2 * style.size },
  };
}

/** What vis-network is told about a shape. */
function shapeLook(shape) {
  return shape === "pentagon" ? { shape: "custom", ctxRenderer: drawPentagon } : { shape };
}

// Captions: text of constant size on the screen, placed by importance, and never two on the same spot.

const CAPTION_PX = 13;
const LINE_HEIGHT = 1.18;
const CAPTION_WEIGHT = { bold: 600, plain: 400 };
const HALO_PX = 5;
const GAP_PX = 3;
/** Air around a caption that no other caption enters. */
const PADDING_PX = { x: 3, y: 1 };

/** Boxes by cell, so that a new box is compared only with those nearby. A box is [x0, y0, x1, y1]. */
class BoxGrid {
  constructor(cell_px) {
    this.cell_px = cell_px;
    this.cells = new Map();
  }

  *cellsOf([x0, y0, x1, y1]) {
    const size = this.cell_px;
    for (let column = Math.floor(x0 / size); column <= x1 / size; column += 1)
      for (let row = Math.floor(y0 / size); row <= y1 / size; row += 1) yield column * 65536 + row;
  }

  add(box) {
    for (const cell of this.cellsOf(box)) {
      if (this.cells.has(cell)) this.cells.get(cell).push(box);
      else this.cells.set(cell, [box]);
    }
  }

  isFree(box) {
    for (const cell of this.cellsOf(box))
      if (this.cells.get(cell)?.some((other) => boxesMeet(box, other))) return false;
    return true;
  }

  /** Area that a box shares with those in the grid. */
  coveredArea(box) {
    const nearby = new Set();
    for (const cell of this.cellsOf(box)) this.cells.get(cell)?.forEach((other) => nearby.add(other));
    return [...nearby].reduce((sum, other) => sum + sharedArea(box, other), 0);
  }
}

function sharedArea(one, other) {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return Math.max(width, 0) * Math.max(height, 0);
}

function boxesMeet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function isWithin(one, other) {
  return one[0] >= other[0] && one[1] >= other[1] && one[2] <= other[2] && one[3] <= other[3];
}

/** What is known from earlier frames: sizes, because measuring text is dear, and the places last taken. */
class CaptionMemory {
  constructor() {
    this.sizes = new Map();
    this.places = new Map();
  }

  /** Size in pixels of the screen; forget() when the font has changed. */
  size(context, caption, font) {
    const key = `${caption.is_bold} ${caption.lines.join("\n")}`;
    if (!this.sizes.has(key)) {
      context.font = captionFont(caption, font, 1);
      const width = Math.max(...caption.lines.map((line) => context.measureText(line).width));
      this.sizes.set(key, { width, height: caption.lines.length * CAPTION_PX * LINE_HEIGHT });
    }
    return this.sizes.get(key);
  }

  forget() {
    this.sizes.clear();
  }
}

function captionFont(caption, font, unit) {
  return `${caption.is_bold ? CAPTION_WEIGHT.bold : CAPTION_WEIGHT.plain} ${CAPTION_PX * unit}px ${font}`;
}

// Captions: text of constant size on the screen, placed by importance, and never two on the same spot.

const CAPTION_PX = 13;
const LINE_HEIGHT = 1.18;
const CAPTION_WEIGHT = { bold: 600, plain: 400 };
const MAX_CAPTION_LINES = 3;
const MAX_LINE_CHARACTERS = 22;
const HALO_PX = 5;
const GAP_PX = 3;
/** Air around a caption that no other caption enters. */
const PADDING_PX = { x: 3, y: 1 };

/** Lines filled word by word; a word that is longer than a line is cut with a hyphen. */
function fillLines(text, limit) {
  const lines = [""];
  for (const word of text.split(/\s+/).flatMap((whole) => cutWord(whole, limit))) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cutWord(word, limit) {
  if (word.length <= limit) return [word];
  const head = word.slice(0, cutPlace(word, limit));
  const is_hyphenated = /[-/]$/.test(head);
  return [is_hyphenated ? head : `${head}-`, ...cutWord(word.slice(head.length), limit)];
}

/** Where to cut: at a hyphen of its own, else at the seam of a compound, else where the line is full. */
function cutPlace(word, limit) {
  const own = Math.max(word.lastIndexOf("-", limit - 1), word.lastIndexOf("/", limit - 1)) + 1;
  if (own > 3) return own;
  // Swedish compounds are often joined by an s: Arbetsmarknads-förvaltningen. Not before k, p and t: -skola.
  const seams = [...word.slice(0, limit).matchAll(/s(?=[bdfghjlmnrv])/g)].map((found) => found.index + 1);
  const seam = seams.filter((place) => place > 5 && place < limit && word.length - place > 3).at(-1);
  return seam ?? Math.min(limit - 1, word.length - 4);
}

/**
 * At most three lines of at most 22 characters. Among equally many lines the most even ones are taken:
 * “Kommunstyrelsens / förvaltning” rather than a full line with one word below it.
 */
function wrapCaption(text) {
  const full = fillLines(text.trim(), MAX_LINE_CHARACTERS);
  if (full.length > MAX_CAPTION_LINES) return shortened(full.slice(0, MAX_CAPTION_LINES));
  const longest_word = Math.max(...full.join(" ").split(" ").map((word) => word.length));
  for (let limit = Math.max(longest_word, 6); limit < MAX_LINE_CHARACTERS; limit += 1) {
    const even = fillLines(full.join(" "), limit);
    if (even.length === full.length) return even;
  }
  return full;
}

function shortened(lines) {
  const last = lines.at(-1).slice(0, MAX_LINE_CHARACTERS - 1).trimEnd();
  return [...lines.slice(0, -1), `${last}…`];
}

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

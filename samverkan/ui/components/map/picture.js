// The saved picture: what is seen, twice as sharp, with title, legend and footer baked in.

const PICTURE_SCALE = 2;
/** Layout of the sheet in pixels of the screen; everything is multiplied by PICTURE_SCALE when drawn. */
const SHEET = { margin: 28, title: 26, subtitle: 15, legend: 14, footer: 12, swatch: 7, leading: 1.4 };

/** A second network off the screen, with the same view: an image of the nodes, edges and captions. */
async function renderPicture(live) {
  const factor = PICTURE_SCALE / globalThis.devicePixelRatio;
  const container = offScreenContainer(live.elements, factor);
  let network;
  try {
    const options = { ...NETWORK_OPTIONS, autoResize: false };
    network = new live.vis.Network(container, copyOfData(live, factor), options);
    network.moveTo({ position: live.network.getViewPosition(), scale: live.camera.scale * factor });
    network.on("beforeDrawing", (context) => live.paintUnder(context, network, factor));
    network.on("afterDrawing", (context) => live.paintOver(context, network, factor));
    await nextDrawing(network);
    return await createImageBitmap(container.querySelector("canvas"));
  } finally {
    network?.destroy();
    container.remove();
  }
}

function offScreenContainer({ root, stage }, factor) {
  const container = document.createElement("div");
  container.setAttribute("aria-hidden", "true");
  Object.assign(container.style, {
    position: "fixed",
    top: "0",
    left: "-100000px",
    width: `${stage.clientWidth * factor}px`,
    height: `${stage.clientHeight * factor}px`,
  });
  root.append(container);
  return container;
}

function copyOfData(live, factor) {
  const nodes = live.nodes.get().map((look) => ({ ...look, borderWidth: look.borderWidth * factor }));
  return { nodes: new live.vis.DataSet(nodes), edges: new live.vis.DataSet(live.edges.get()) };
}

function nextDrawing(network) {
  return new Promise((resolve) => {
    network.once("afterDrawing", () => requestAnimationFrame(resolve));
    network.redraw();
  });
}

/** A pen that measures and draws text in pixels of the screen, on a canvas that is larger by a factor. */
class Pen {
  constructor(context, theme, width) {
    Object.assign(this, { context, theme, width });
    context.fillStyle = theme.ink;
    context.textBaseline = "alphabetic";
  }

  /** Words broken so that each line fits between the margins. */
  linesOf(text, size, weight) {
    this.context.font = `${weight} ${size}px ${this.theme.font}`;
    const lines = [];
    for (const word of String(text ?? "").split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      const is_room = lines.length && this.context.measureText(longer).width <= this.width - 2 * SHEET.margin;
      if (is_room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** Draw a paragraph downwards from `top`; returns where the next one starts. With `is_dry` only measure. */
  paragraph(text, { top, size, weight = 400, is_dry = false }) {
    const lines = this.linesOf(text, size, weight);
    if (!is_dry) lines.forEach((line, row) =>
      this.context.fillText(line, SHEET.margin, top + size + row * size * SHEET.leading));
    return top + lines.length * size * SHEET.leading;
  }
}

/** Rows of legend entries that fit the width: [{entry, left, row}]. */
function legendLayout(pen, legend) {
  pen.context.font = `400 ${SHEET.legend}px ${pen.theme.font}`;
  let left = SHEET.margin;
  let row = 0;
  return legend.map((entry) => {
    const width = 2 * SHEET.swatch + 8 + pen.context.measureText(entry.label).width + 24;
    if (left > SHEET.margin && left + width > pen.width - SHEET.margin) {
      left = SHEET.margin;
      row += 1;
    }
    const place = { entry, left, row };
    left += width;
    return place;
  });
}

function drawLegend(pen, legend, { top, is_dry }) {
  const places = legendLayout(pen, legend);
  const row_height = SHEET.legend * 1.8;
  if (!is_dry) places.forEach(({ entry, left, row }) =>
    drawLegendEntry(pen, entry, left, top + (row + 0.5) * row_height));
  return top + (places.length ? places.at(-1).row + 1 : 0) * row_height;
}

function drawLegendEntry({ context, theme }, entry, left, middle) {
  const tone = theme.tone(entry.tone);
  context.strokeStyle = tone.line;
  context.lineWidth = entry.hollow ? 2 : 1.5;
  if (entry.shape.endsWith("_line")) drawBrokenLine(context, entry, left, middle);
  else {
    context.fillStyle = entry.hollow ? theme.ground : tone.fill;
    paintSign(context, entry, left + SHEET.swatch, middle, SHEET.swatch * 0.85, 1);
  }
  context.fillStyle = theme.ink;
  context.font = `400 ${SHEET.legend}px ${theme.font}`;
  context.fillText(entry.label, left + 2 * SHEET.swatch + 8, middle + SHEET.legend * 0.35);
}

function drawBrokenLine(context, { shape }, left, middle) {
  context.beginPath();
  context.setLineDash(LINE_DASHES_PX[shape.replace("_line", "")]);
  context.moveTo(left, middle);
  context.lineTo(left + 2 * SHEET.swatch, middle);
  context.stroke();
  context.setLineDash([]);
}

/** Title above, legend and footer below; returns the height. Run dry first to learn how tall the sheet is. */
function drawSheet(pen, sheet, image, { is_dry }) {
  const { title, subtitle, legend = [], footer = [] } = sheet;
  let top = pen.paragraph(title, { top: SHEET.margin, size: SHEET.title, weight: 600, is_dry });
  top = pen.paragraph(subtitle, { top, size: SHEET.subtitle, is_dry }) + SHEET.margin / 2;
  const height = (image.height / image.width) * pen.width;
  if (!is_dry) pen.context.drawImage(image, 0, top, pen.width, height);
  top = drawLegend(pen, legend, { top: top + height + SHEET.margin / 2, is_dry }) + SHEET.margin / 3;
  for (const line of footer) top = pen.paragraph(line, { top, size: SHEET.footer, is_dry });
  return top + SHEET.margin;
}

/** The whole sheet as a PNG blob, on an opaque ground. */
async function pictureBlob(live) {
  await document.fonts.ready;
  const image = await renderPicture(live);
  const width = live.elements.stage.clientWidth;
  const canvas = document.createElement("canvas");
  const sheet = live.payload.picture;
  canvas.width = image.width;
  const measuring = new Pen(canvas.getContext("2d"), live.theme, width);
  canvas.height = Math.ceil(drawSheet(measuring, sheet, image, { is_dry: true })) * PICTURE_SCALE;
  const context = canvas.getContext("2d");
  context.fillStyle = live.theme.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(PICTURE_SCALE, PICTURE_SCALE);
  drawSheet(new Pen(context, live.theme, width), sheet, image, { is_dry: false });
  image.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function downloadPicture(live) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await pictureBlob(live));
  link.download = live.payload.picture.file_name;
  link.click();
  // The browser reads the blob after click() has returned; a minute is long enough for any disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

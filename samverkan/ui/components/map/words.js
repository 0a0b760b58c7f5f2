// Words: every one of them comes from `texts`; a text that is missing leaves its place empty.

function fillIn(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A sentence for a node; a text with the ending `_one` is taken where there is a single connection. */
function describeNode(live, id, key) {
  const { texts } = live.payload;
  const node = live.neighbourhoods.nodes.get(id);
  const count = live.neighbourhoods.neighbours.get(id).size;
  const sentence = count === 1 ? texts[`${key}_one`] ?? texts[key] : texts[key];
  return fillIn(sentence, { name: node.caption, kind: texts[node.kind], count });
}

function describeEdge(live, id) {
  const { texts } = live.payload;
  const { from, to } = live.neighbourhoods.edges.get(id);
  const name = (end) => live.neighbourhoods.nodes.get(end)?.caption ?? end;
  return fillIn(texts.selected_edge ?? "{from} – {to}", { from: name(from), to: name(to) });
}

function describeWay(live, { ringed }) {
  const [from, to] = ringed.map((id) => live.neighbourhoods.nodes.get(id)?.caption ?? "");
  return fillIn(live.payload.texts.selected_way, { from, to });
}

/** What the live line says: the keyboard's cursor while it moves, else the selection. */
function describeMoment(live) {
  const { texts } = live.payload;
  const { nodes, edges } = live.neighbourhoods;
  const { node: cursor } = live.cursor_shown;
  if (nodes.has(cursor) && cursor !== live.selection.node)
    return describeNode(live, cursor, texts.pointed_node ? "pointed_node" : "selected_node");
  if (nodes.has(live.selection.node)) return describeNode(live, live.selection.node, "selected_node");
  if (edges.has(live.selection.edge)) return describeEdge(live, live.selection.edge);
  const { lit } = live.payload;
  if (lit?.is_way && lit.focus === live.selection.node) return describeWay(live, lit);
  if (lit?.name && lit.focus === live.selection.node) return lit.name;
  if (live.year !== null) return live.describeYear();
  return texts.nothing_selected ?? "";
}

/** Put the words on the page; live regions are touched only when their words differ. */
function writeTexts(elements, { texts, can_turn }) {
  elements.stage.setAttribute("aria-label", texts.aria_label ?? "");
  elements.instructions.textContent = [texts.instructions, can_turn && texts.turn_hint].filter(Boolean).join(" ");
  elements.hint.textContent = texts.wheel_hint ?? "";
  elements.toolbar.setAttribute("aria-label", texts.toolbar ?? texts.aria_label ?? "");
  for (const button of elements.buttons) {
    const words = texts[button.dataset.action];
    button.hidden = !words;
    button.setAttribute("aria-label", words ?? "");
    button.title = words ?? "";
  }
}

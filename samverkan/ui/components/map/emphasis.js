// Who stands out: the selection dims what is not near it, the pointer and the keyboard's cursor lift theirs.

/** Neighbours of every node and the edges at it, for one payload. */
class Neighbourhoods {
  constructor({ nodes, edges }) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.edges = new Map(edges.map((edge) => [edge.id, edge]));
    this.neighbours = new Map(nodes.map((node) => [node.id, new Set()]));
    for (const edge of edges) {
      this.neighbours.get(edge.from)?.add(edge.to);
      this.neighbours.get(edge.to)?.add(edge.from);
    }
  }

  /** The thing itself and what it touches: a node with its neighbours, an edge with its two ends. */
  around({ node, edge }) {
    if (this.nodes.has(node)) return new Set([node, ...this.neighbours.get(node)]);
    const line = this.edges.get(edge);
    return new Set(line ? [line.from, line.to] : []);
  }

  has({ node, edge }) {
    return this.nodes.has(node) || this.edges.has(edge);
  }
}

/**
 * Questions about one moment. `selection`, `hovered` and `cursor` are `{node, edge}`, either of them null.
 * A selection that a filter has taken away dims nothing, and counts again when the filter lets it back.
 * What a selection lights is told by Python (`lit`); until its answer is here, what the selection touches is.
 */
class Emphasis {
  constructor(neighbourhoods, { selection, hovered, cursor, lit }) {
    this.neighbourhoods = neighbourhoods;
    this.selection = selection;
    const is_told = lit && lit.focus === (selection.node ?? selection.edge);
    this.lit_edges = is_told ? new Set(lit.edges) : null;
    this.is_way = Boolean(is_told && lit.is_way);
    this.chosen = new Set(is_told ? lit.ringed : [selection.node]);
    this.cursor = cursor;
    this.pointed = [hovered, cursor];
    this.has_selection = Boolean(is_told) || neighbourhoods.has(selection);
    this.near_selection = is_told ? new Set(lit.nodes) : neighbourhoods.around(selection);
    this.near_pointed = new Set(this.pointed.flatMap((thing) => [...neighbourhoods.around(thing)]));
  }

  /** Whether anything is dimmed at all. */
  get dims() {
    return this.has_selection || [...this.neighbourhoods.nodes.values()].some((node) => node.is_undated);
  }

  isChosen(node) {
    return this.chosen.has(node);
  }

  isRinged(node) {
    return this.isChosen(node) || this.cursor.node === node;
  }

  isPointedAt(node) {
    return this.pointed.some((thing) => thing.node === node);
  }

  isNearPointed(node) {
    return this.near_pointed.has(node);
  }

  isLifted(node) {
    return this.isNearPointed(node) || this.near_selection.has(node);
  }

  isDimmed(node) {
    if (this.isLifted(node)) return false;
    return this.has_selection || Boolean(this.neighbourhoods.nodes.get(node)?.is_undated);
  }

  isStrongEdge(edge) {
    if (this.is_way && this.lit_edges.has(edge.id)) return true;
    const ends = [edge.from, edge.to];
    return [this.selection, ...this.pointed].some(({ node, edge: line }) =>
      line === edge.id || ends.includes(node));
  }

  isDimmedEdge(edge) {
    if (this.isStrongEdge(edge) || this.lit_edges?.has(edge.id)) return false;
    return this.has_selection || Boolean(edge.is_undated);
  }
}

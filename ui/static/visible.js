// Which nodes and edges are shown: what the reader has hidden, by kind, by relation or one by one,
// what lies too far from the node that is looked at, and what an overview leaves out.

export class Visible {
  #graph;
  #related = new Set();

  kinds = new Set(); // hidden kinds
  relations = new Set(); // hidden relations
  nodes = new Set(); // ids of hidden nodes
  few = null; // ids of the nodes of an overview, or null for all
  near = new Set(); // ids of nodes that are shown beside those of the overview
  around = null; // ids of the nodes that are left, or null for all

  constructor(graph) {
    this.#graph = graph;
    for (const { source, target } of graph.edges) this.#related.add(source).add(target);
  }

  /** Whether anything is left out. */
  get isPartial() {
    return Boolean(this.kinds.size || this.relations.size || this.nodes.size || this.around || this.few);
  }

  showAll() {
    this.few = null;
    for (const hidden of [this.kinds, this.relations, this.nodes]) hidden.clear();
  }

  /** Ids of the nodes and places of the edges that are shown, each as a set. */
  shown() {
    const { edges } = this.#graph;
    const nodes = this.#nodesLeft(this.around);
    if (this.few && !this.around) {
      for (const id of nodes) if (!this.few.has(id) && !this.near.has(id)) nodes.delete(id);
    }
    const places = new Set();
    edges.forEach(({ source, target, relation }, place) => {
      if (this.relations.has(relation)) return;
      if (nodes.has(source) && nodes.has(target)) places.add(place);
    });
    if (this.relations.size) this.#leaveOutBare(nodes, places);
    return { nodes, edges: places };
  }

  /** The shown edges, whatever is looked at. */
  edgesEverywhere() {
    const nodes = this.#nodesLeft(null);
    return this.#graph.edges.filter(
      ({ source, target, relation }) =>
        !this.relations.has(relation) && nodes.has(source) && nodes.has(target),
    );
  }

  #nodesLeft(around) {
    const left = this.#graph.nodes.filter(
      ({ id, kind }) =>
        !this.kinds.has(kind) && !this.nodes.has(id) && (around === null || around.has(id)),
    );
    return new Set(left.map(({ id }) => id));
  }

  /** Without their relations, nodes that have some would stand about as dust. */
  #leaveOutBare(nodes, places) {
    const held = new Set();
    for (const place of places) {
      const { source, target } = this.#graph.edges[place];
      held.add(source).add(target);
    }
    for (const id of nodes) if (this.#related.has(id) && !held.has(id)) nodes.delete(id);
  }
}

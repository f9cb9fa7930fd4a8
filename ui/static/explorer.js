// The explorer: loads the graph once and keeps drawing, list, legend, search and facts together.
//
// `window.designbook` is a small interface for tests: `ready` (a promise), `select(id)`,
// `positions()` (pixels in this page, by node id), `settled()` and `shown()`.

import { Canvas } from "./canvas.js";
import { Facts } from "./facts.js";
import { Legend } from "./legend.js";
import { NodeList } from "./node-list.js";
import { Search } from "./search.js";
import { get } from "./service.js";

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
if (query.has("theme")) document.documentElement.dataset.theme = query.get("theme");

class Explorer {
  #nodes;
  #graph;
  #canvas;
  #list;
  #legend;
  #facts;

  constructor(graph) {
    const pick = (id) => this.select(id);
    this.#graph = graph;
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.#canvas = new Canvas(byId("canvas"), graph, pick);
    this.#list = new NodeList(graph.nodes, graph.kinds, (id) => this.select(id, true));
    this.#legend = new Legend(graph.kinds, (hidden) => this.#hide(hidden));
    this.#facts = new Facts(pick);
    new Search(graph.nodes, pick);
    this.#count();
  }

  /** Select a node, or none with null; an unknown one changes nothing but says so. */
  select(id, focus = false) {
    if (id === null) {
      this.#facts.hide();
    } else if (this.#nodes.has(id)) {
      const { kind, name } = this.#nodes.get(id);
      this.#legend.reveal(kind);
      this.#facts.show(id, name, focus);
    } else {
      byId("counts").textContent = `There is no node ${id} in this graph.`;
      return;
    }
    this.#canvas.select(id, this.#facts.covers(byId("canvas")));
    this.#list.select(id);
    const address = id === null ? "explorer" : `explorer?node=${encodeURIComponent(id)}`;
    history.replaceState(null, "", address);
  }

  get canvas() {
    return this.#canvas;
  }

  #hide(hidden) {
    this.#canvas.hideKinds(hidden);
    this.#list.hideKinds(hidden);
    this.#count();
  }

  #count() {
    const { nodes, edges } = this.#canvas.shown();
    const { total_nodes: allNodes, total_edges: allEdges } = this.#graph;
    byId("counts").textContent = `${nodes} of ${allNodes} nodes, ${edges} of ${allEdges} edges`;
  }
}

function wireBar(canvas) {
  byId("zoom-in").addEventListener("click", () => canvas.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => canvas.fit());
  const show = (list) => {
    byId("list-view").hidden = !list;
    byId("graph-view").hidden = list;
    byId("show-list").setAttribute("aria-pressed", String(list));
    byId("show-graph").setAttribute("aria-pressed", String(!list));
  };
  byId("show-list").addEventListener("click", () => show(true));
  byId("show-graph").addEventListener("click", () => show(false));
}

function listen(explorer) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.id !== "search-box") explorer.select(null);
  });
  addEventListener("message", (event) => {
    if (event.origin !== location.origin || event.source !== parent) return;
    if (event.data?.type === "designbook:select") explorer.select(event.data.id);
  });
}

let explorer;

async function open() {
  const graph = await get("graph");
  explorer = new Explorer(graph);
  wireBar(explorer.canvas);
  explorer.canvas.start();
  listen(explorer);
  if (query.has("node")) explorer.select(query.get("node"));
  await explorer.canvas.settled();
  document.documentElement.dataset.ready = "true";
}

window.designbook = {
  ready: open().catch((problem) => {
    byId("counts").textContent = problem.message;
    byId("counts").classList.add("db-problem");
    throw problem;
  }),
  select: (id) => explorer.select(id),
  settled: () => explorer.canvas.settled(),
  positions: () => explorer.canvas.positions(),
  shown: () => explorer.canvas.shown(),
};

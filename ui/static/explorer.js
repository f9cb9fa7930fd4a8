// The explorer: loads the graph once and keeps drawing, list, legend, search and facts together.
//
// `window.designbook` is a small interface for tests: `ready` (a promise), `select(id)`,
// `positions()` (pixels in this page, by node id), `written()` (names and words drawn) and
// `settled()`.

import { NOTHING, Trail, readView } from "./address.js";
import { Canvas } from "./canvas.js";
import { coveredBoxes, freeArea } from "./canvas-fit.js";
import { Facts } from "./facts.js";
import { Legend } from "./legend.js";
import { NodeList } from "./node-list.js";
import { NodeTools } from "./node-tools.js";
import { Search } from "./search.js";
import { get } from "./service.js";
import { Visible } from "./visible.js";
import { shortestPath, within } from "./walks.js";

const FEW = 60; // nodes of the overview on a narrow screen
const narrow = matchMedia("(max-width: 760px)");

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
if (query.has("theme")) document.documentElement.dataset.theme = query.get("theme");

class Explorer {
  #graph;
  #nodes;
  #view = NOTHING;
  #visible;
  #canvas;
  #list;
  #legend;
  #facts;
  #tools;
  #trail;
  #overview = null; // ids of the nodes that the drawing begins with, null for all

  constructor(graph) {
    const pick = (id) => this.pick(id);
    this.#graph = graph;
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.#visible = new Visible(graph);
    const covers = { corner: byId("legend"), bottom: byId("facts") };
    const others = ["legend", "facts", "zoom"].map(byId);
    this.#canvas = new Canvas(byId("canvas"), graph, pick, {
      free: () => freeArea(byId("canvas"), covers),
      covered: () => coveredBoxes(byId("canvas"), others),
    });
    this.#list = new NodeList(graph.nodes, graph.kinds, (id) => this.pick(id, true));
    this.#legend = new Legend(graph, this.#visible, () => {
      this.#refilter();
      this.#canvas.fit();
    });
    this.#facts = new Facts(pick);
    const search = new Search(graph, pick);
    this.#tools = new NodeTools(search, {
      around: (steps) => this.#go({ ...this.#view, to: null, around: steps }),
      hide: () => this.#hide(this.#view.node),
    });
    this.#trail = new Trail((view) => this.show(view));
    byId("show-all").addEventListener("click", () => this.#showAll());
    if (narrow.matches) this.#overview = mostLinked(graph.nodes);
    this.#visible.few = this.#overview;
    this.#refilter();
  }

  get canvas() {
    return this.#canvas;
  }

  /** Select a node, or none with null; after "Path to…" the node is the path's other end. */
  pick(id, focus = false) {
    const from = this.#tools.takePathStart();
    if (id === null && from) return; // no path, then
    if (id === null) this.#go(NOTHING);
    else if (from && from !== id) this.#go({ node: from, to: id, around: 0 }, focus);
    else this.#go({ node: id, to: null, around: this.#view.around }, focus);
  }

  #go(view, focus = false) {
    if (this.show(view, focus)) this.#trail.push(view);
  }

  /** Show a view; one of unknown nodes changes nothing but says so, and gives false. */
  show(view, focus = false) {
    const unknown = [view.node, view.to].find((id) => id && !this.#nodes.has(id));
    if (unknown) {
      byId("counts").textContent = `There is no node ${unknown} in this graph.`;
      return false;
    }
    this.#view = view;
    for (const id of [view.node, view.to]) if (id) this.#reveal(id);
    const path = view.to ? this.#path(view) : null;
    this.#visible.near = path ? ends(path, view) : this.#neighbours(view.node);
    this.#refilter();
    this.#list.select(view.node);
    this.#tools.show(view, this.#nodes.get(view.node));
    if (view.to) this.#showPath(view, path);
    else this.#showNode(view.node, focus);
    return true;
  }

  #showNode(id, focus) {
    if (id === null) {
      this.#facts.hide();
      this.#canvas.highlight({ chosen: [], nodes: new Set(), edges: new Set() });
      return;
    }
    this.#facts.show(id, this.#nodes.get(id).name, focus);
    const shown = this.#visible.shown();
    const nodes = this.#view.around ? shown.nodes : new Set([id]);
    const edges = new Set();
    for (const place of shown.edges) {
      const { source, target } = this.#graph.edges[place];
      if (source !== id && target !== id) continue;
      nodes.add(source).add(target);
      edges.add(place);
    }
    this.#canvas.highlight({ chosen: [id], nodes, edges });
  }

  /** Ids of a node and of those that an edge joins to it, none without a node. */
  #neighbours(id) {
    return id ? within(this.#visible.edgesEverywhere(), id, 1) : new Set();
  }

  /** A path over what is stated, else also over the handbook's sections. */
  #path({ node, to }) {
    const edges = this.#visible.edgesEverywhere();
    const isSection = (id) => this.#nodes.get(id).kind === "Section" && id !== node && id !== to;
    const stated = edges.filter(({ source, target }) => !isSection(source) && !isSection(target));
    return shortestPath(stated, node, to) ?? shortestPath(edges, node, to);
  }

  #showPath({ node, to }, path) {
    this.#facts.showPath([this.#nodes.get(node), this.#nodes.get(to)], path, this.#nodes);
    const steps = path ?? [];
    this.#canvas.highlight({
      chosen: [node, to],
      nodes: ends(steps, { node, to }),
      edges: new Set(steps.map((step) => this.#graph.edges.indexOf(step))),
    });
  }

  #reveal(id) {
    this.#visible.nodes.delete(id);
    this.#legend.reveal(this.#nodes.get(id).kind);
  }

  #hide(id) {
    this.#visible.nodes.add(id);
    this.#go(NOTHING);
  }

  #showAll() {
    this.#overview = null;
    this.#visible.showAll();
    this.#legend.refresh();
    this.#refilter();
    if (this.#view.around) this.#go({ ...this.#view, around: 0 });
    this.#canvas.fit();
  }

  /** Whether the list is looked at, which has room for all. */
  turn(list) {
    this.#visible.few = list ? null : this.#overview;
    this.#refilter();
  }

  #refilter() {
    const { node, around } = this.#view;
    const all = this.#visible.edgesEverywhere();
    this.#visible.around = node && around ? within(all, node, around) : null;
    const shown = this.#visible.shown();
    this.#canvas.show(shown);
    this.#list.show(shown.nodes);
    byId("show-all").hidden = !this.#visible.isPartial;
    const { total_nodes: nodes, total_edges: edges } = this.#graph;
    const which = this.#visible.few && !this.#visible.around ? " most linked" : "";
    byId("counts").textContent =
      `${shown.nodes.size}${which} of ${nodes} nodes, ${shown.edges.size} of ${edges} edges`;
  }
}

/** Ids of the nodes of an overview, null where that would be all. */
function mostLinked(nodes) {
  if (nodes.length <= FEW) return null;
  const byDegree = [...nodes].sort((a, b) => b.degree - a.degree);
  return new Set(byDegree.slice(0, FEW).map(({ id }) => id));
}

/** Ids of the nodes of a path and of its two ends. */
function ends(path, { node, to }) {
  return new Set([node, to, ...(path ?? []).flatMap(({ source, target }) => [source, target])]);
}

function wireBar(explorer) {
  const { canvas } = explorer;
  byId("zoom-in").addEventListener("click", () => canvas.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => canvas.fit());
  const show = (list) => {
    byId("list-view").hidden = !list;
    byId("graph-view").hidden = list;
    byId("show-list").setAttribute("aria-pressed", String(list));
    byId("show-graph").setAttribute("aria-pressed", String(!list));
    explorer.turn(list);
  };
  byId("show-list").addEventListener("click", () => show(true));
  byId("show-graph").addEventListener("click", () => show(false));
}

let explorer;

async function open() {
  const graph = await get("graph");
  explorer = new Explorer(graph);
  wireBar(explorer);
  explorer.canvas.start();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.id !== "search-box") explorer.pick(null);
  });
  if (query.has("node")) explorer.show(readView(location.search));
  await explorer.canvas.settled();
  document.documentElement.dataset.ready = "true";
}

window.designbook = {
  ready: open().catch((problem) => {
    byId("counts").textContent = problem.message;
    byId("counts").classList.add("db-problem");
    throw problem;
  }),
  select: (id) => explorer.pick(id),
  settled: () => explorer.canvas.settled(),
  positions: () => explorer.canvas.positions(),
  written: () => explorer.canvas.written(),
};

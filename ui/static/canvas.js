// The drawing: places come from the service, colours from the stylesheet.

import { stretch, viewOf } from "./canvas-fit.js";
import { Labels } from "./canvas-labels.js";
import { inReach } from "./canvas-reach.js";
import { CHARACTER, nodeLook, style } from "./canvas-style.js";
import { colour, corners } from "./kinds.js";

const WHOLE = 1.15; // closest zoom for the whole graph
const SELECTION = 1.9; // closest one for a selection: its lines have room for their words
const NAMES = 0.16; // of the width, for names at the sides of the whole graph
const FARTHEST = 0.03;
const CLOSEST = 3;
const MANY_EDGES = 4000; // above, edges are left out while the drawing moves
const MANY = 2000; // elements; above, what is out of view is dimmed when it comes into view
const MOVE = { duration: 250 };
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Canvas {
  #cy;
  #labels;
  #lit = null; // what is highlighted, and whether that is all
  #places; // of nodes, by id, as the service gives them
  #shown; // ids of nodes and places of edges, as Visible gives them
  #free;
  #size = [0, 0];

  /**
   * Draw the graph. `pick(id)` is called for a click on a node, `pick(null)` beside all;
   * `free()` gives the largest part of the canvas that nothing covers, `covered()` the boxes that
   * something covers.
   */
  constructor(container, graph, pick, { free, covered }) {
    this.#free = free;
    this.#places = new Map(graph.nodes.map(({ id, x, y }) => [id, { x, y }]));
    this.#shown = {
      nodes: new Set(graph.nodes.map(({ id }) => id)),
      edges: new Set(graph.edges.keys()),
    };
    this.#cy = cytoscape({
      container,
      elements: { nodes: graph.nodes.map(node), edges: graph.edges.map(edge) },
      layout: { name: "preset", fit: false },
      style: style(),
      minZoom: FARTHEST,
      maxZoom: CLOSEST,
      autoungrabify: true, // places are the service's
      autounselectify: true,
      boxSelectionEnabled: false,
      desktopTapThreshold: 8,
      hideEdgesOnViewport: graph.edges.length > MANY_EDGES,
      textureOnViewport: graph.edges.length > MANY_EDGES,
    });
    this.#labels = new Labels(this.#cy, (scale) => this.#dress(scale), covered);
    this.#watchPointer(container, pick);
    this.#watchSize(container);
    matchMedia("(orientation: portrait)").addEventListener("change", () => {
      this.#spread();
      this.fit(false);
    });
    // The library reads colours once.
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.#cy.style(style()));
  }

  #watchPointer(container, pick) {
    // "held" are the edges that are told for the pointer's sake.
    const tell = (edges) => {
      this.#cy.edges(".held").removeClass("held told");
      edges.not(".told").addClass("held told");
    };
    this.#cy.on("tap", (event) => {
      if (event.target.isEdge?.()) tell(event.target);
      else if (event.target === this.#cy) pick(null);
      else pick(event.target.id());
    });
    this.#cy.on("mouseover", "edge", ({ target }) => tell(target));
    this.#cy.on("mouseover", "node.near", ({ target }) => {
      tell(target.connectedEdges(".near"));
    });
    this.#cy.on("mouseout", "edge, node.near", () => tell(this.#cy.collection()));
    this.#cy.on("mouseover", "node", () => container.classList.add("over-node"));
    this.#cy.on("mouseout", "node", () => container.classList.remove("over-node"));
  }

  /** Kept to the container's size at once: the library waits, and clicks meanwhile miss. */
  #watchSize(container) {
    this.#measure();
    new ResizeObserver(() => {
      const [width, height] = this.#size;
      const [pan, zoom] = [this.#cy.pan(), this.#cy.zoom()];
      const centre = { x: (width / 2 - pan.x) / zoom, y: (height / 2 - pan.y) / zoom };
      if (!this.#measure() || this.#cy.animated()) return;
      if (width > 0 && height > 0) this.#panTo(centre);
      else if (this.#cy.nodes(".near").length) this.fit(false); // selected while it was hidden
    }).observe(container);
    addEventListener("scroll", () => this.#cy.renderer().invalidateContainerClientCoordsCache());
  }

  /** Take the container's size over; says whether it is another one that shows something. */
  #measure() {
    const container = this.#cy.container();
    const [width, height] = [container.clientWidth, container.clientHeight];
    const isOther = width !== this.#size[0] || height !== this.#size[1];
    this.#size = [width, height];
    this.#cy.resize();
    return isOther && width > 0 && height > 0;
  }

  #panTo(point) {
    const zoom = this.#cy.zoom();
    this.#cy.pan({
      x: this.#cy.width() / 2 - point.x * zoom,
      y: this.#cy.height() / 2 - point.y * zoom,
    });
  }

  /** Starting view: all of it. */
  start() {
    this.#measure();
    this.#spread();
    this.fit(false);
    this.#labels.refresh();
  }

  /** Stretch the drawing to the shape of what is free, so that it fills a narrow screen too. */
  #spread() {
    const shown = this.#cy.nodes().not(".hidden").map((element) => this.#places.get(element.id()));
    const { x: across, y: down } = stretch(shown, this.#free());
    this.#cy.nodes().positions((element) => {
      const { x, y } = this.#places.get(element.id());
      return { x: x * across, y: y * down };
    });
  }

  /** Fit what is highlighted, else all that is shown, into what nothing covers. */
  fit(moving = true) {
    const near = this.#cy.nodes(".near");
    if (near.length) this.#bringIntoView(near, SELECTION, moving);
    else this.#bringIntoView(this.#cy.nodes().not(".hidden"), WHOLE, moving, NAMES);
  }

  zoom(factor) {
    const level = this.#cy.zoom() * factor;
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level, renderedPosition: middle });
  }

  /**
   * Highlight some nodes and edges (ids and places) and bring them into view; all others step
   * back, but for edges between highlighted nodes where only such nodes are left. Those of
   * `chosen` are marked. Without any chosen, all are shown alike.
   */
  highlight({ chosen, nodes, edges }) {
    const cy = this.#cy;
    cy.batch(() => {
      cy.elements().removeClass("chosen near far told held");
      this.#lit = null;
      if (!chosen.length) return;
      this.#lit = { nodes, edges, isAll: nodes.size === this.#shown.nodes.size };
      for (const id of nodes) cy.getElementById(id).addClass("near");
      for (const place of edges) cy.getElementById(edgeId(place)).addClass("near");
      if (cy.elements().length <= MANY) this.#dim(cy.elements());
      for (const id of chosen) cy.getElementById(id).addClass("chosen");
    });
    this.#labels.plan();
    if (!chosen.length) return;
    this.#measure();
    this.fit();
  }

  /**
   * Give what is in view the look of a scale and of what is highlighted; the rest is left until it
   * comes into view, for the library takes about 0.2 ms to style an element.
   */
  #dress(scale) {
    const reached = inReach(this.#cy);
    for (const element of reached) {
      if (element.data("scale") !== scale) element.data("scale", scale);
    }
    if (this.#lit) this.#dim(reached);
  }

  #dim(elements) {
    const { nodes, edges, isAll } = this.#lit;
    for (const element of elements) {
      const isLit = element.isNode()
        ? nodes.has(element.id())
        : isAll || edges.has(element.data("place"));
      if (!isLit) element.addClass("far");
    }
  }

  /** `share` of the free width is the most that is kept free for names at its sides. */
  #bringIntoView(elements, closest, moving, share = 1) {
    const area = this.#free();
    const most = (share * area.width) / CHARACTER;
    const places = elements.toArray().map((element) => {
      const label = element.data(element.hasClass("chosen") ? "wholeLabel" : "label");
      return { ...element.position(), letters: Math.min(label.length, 28, most) };
    });
    if (!places.length) return;
    const view = viewOf(places, area, FARTHEST, closest);
    this.#cy.stop();
    if (still.matches || !moving) this.#cy.viewport(view);
    else this.#cy.animate(view, MOVE);
  }

  /** Show these nodes and edges (ids and places) and no other. */
  show(shown) {
    const before = this.#shown;
    this.#shown = shown;
    const [hiding, showing] = [difference(before, shown), difference(shown, before)];
    if (!hiding.length && !showing.length) return;
    this.#cy.batch(() => {
      for (const id of hiding) this.#cy.getElementById(id).addClass("hidden");
      for (const id of showing) this.#cy.getElementById(id).removeClass("hidden");
    });
    this.#labels.plan();
  }

  /** Centres of the nodes in pixels of the page, by id; hidden nodes left out. */
  positions() {
    const box = this.#cy.container().getBoundingClientRect();
    const places = {};
    this.#cy.nodes().forEach((element) => {
      if (!this.#shown.nodes.has(element.id())) return;
      const { x, y } = element.renderedPosition();
      places[element.id()] = { x: box.left + x, y: box.top + y };
    });
    return places;
  }

  /** What is written in the drawing now: names of nodes and words of edges. */
  written() {
    const labels = (elements) => elements.toArray().map((element) => element.data("label"));
    return {
      names: labels(this.#cy.nodes().not(".unnamed").not(".hidden")),
      relations: labels(this.#cy.edges(".told").not(".hidden")),
    };
  }

  /** Resolves once the drawing has been painted and no movement is under way. */
  async settled() {
    while (this.#cy.animated()) await frame();
    this.#labels.refresh();
    await new Promise((done) => {
      this.#cy.one("render", done);
      this.#cy.forceRender();
    });
    await frame();
    await frame();
  }
}

function frame() {
  return new Promise((done) => requestAnimationFrame(() => done()));
}

/** Ids of the drawing's elements that one view has and another has not. */
function difference({ nodes, edges }, other) {
  return [
    ...[...nodes].filter((id) => !other.nodes.has(id)),
    ...[...edges].filter((place) => !other.edges.has(place)).map(edgeId),
  ];
}

function edgeId(place) {
  return `edge ${place}`;
}

function node({ id, kind, name, degree, x, y }) {
  const look = { colour: colour(kind), corners: corners(kind).join(" "), ...nodeLook({ name, degree }) };
  return { data: { id, kind, degree, scale: 1, ...look }, position: { x, y }, classes: "unnamed" };
}

function edge({ source, target, relation, label }, place) {
  return { data: { id: edgeId(place), place, scale: 1, source, target, relation, label } };
}

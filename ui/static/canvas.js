// The drawing: places come from the service, colours from the stylesheet.

import { colour, corners } from "./kinds.js";

// The service's places keep nodes of up to 22 pixels apart with labels of up to 28 characters at a
// font of 11 pixels.
const SMALLEST = 14;
const LARGEST = 22;
const FONT = 11;
const LONGEST_LABEL = 28;
const READABLE = 1.15; // zoom at which labels have some 13 pixels
const LEGIBLE = 0.8; // zoom below which nobody reads them
const CLOSEST = 3;
const MARGIN = 40; // pixels around what is fitted
const MANY_EDGES = 4000; // above, edges are left out while the drawing moves
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Canvas {
  #cy;
  #pick;
  #hidden = new Set();

  /** Draw the graph; `pick(id)` is called for a click on a node, `pick(null)` beside all. */
  constructor(container, graph, pick) {
    this.#pick = pick;
    this.#cy = cytoscape({
      container,
      elements: { nodes: graph.nodes.map(node), edges: graph.edges.map(edge) },
      layout: { name: "preset", fit: false },
      style: style(),
      minZoom: 0.03,
      maxZoom: CLOSEST,
      autoungrabify: true, // places are the service's
      autounselectify: true,
      boxSelectionEnabled: false,
      desktopTapThreshold: 8,
      hideEdgesOnViewport: graph.edges.length > MANY_EDGES,
      textureOnViewport: graph.edges.length > MANY_EDGES,
    });
    this.#cy.on("tap", (event) => {
      if (event.target === this.#cy) this.#pick(null);
      else if (event.target.isNode?.()) this.#pick(event.target.id());
    });
    this.#cy.on("mouseover", "node", () => container.classList.add("over-node"));
    this.#cy.on("mouseout", "node", () => container.classList.remove("over-node"));
    this.#watchSize(container);
    // The library reads colours once.
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.#cy.style(style()));
  }

  /** Kept to the container's size at once: the library waits, and clicks meanwhile miss. */
  #watchSize(container) {
    let [width, height] = [container.clientWidth, container.clientHeight];
    new ResizeObserver(() => {
      const centre = this.#centre(width, height);
      const shown = width > 0 && height > 0;
      [width, height] = [container.clientWidth, container.clientHeight];
      this.#cy.resize();
      if (shown && width > 0 && height > 0 && !this.#cy.animated()) this.#panTo(centre);
    }).observe(container);
    addEventListener("scroll", () => this.#cy.renderer().invalidateContainerClientCoordsCache());
  }

  #centre(width, height) {
    const [pan, zoom] = [this.#cy.pan(), this.#cy.zoom()];
    return { x: (width / 2 - pan.x) / zoom, y: (height / 2 - pan.y) / zoom };
  }

  #panTo(point) {
    const zoom = this.#cy.zoom();
    this.#cy.pan({
      x: this.#cy.width() / 2 - point.x * zoom,
      y: this.#cy.height() / 2 - point.y * zoom,
    });
  }

  /** Starting view: all where all is legible, else the surroundings of the best connected node. */
  start() {
    this.#cy.resize();
    this.fit();
    if (this.#cy.zoom() >= LEGIBLE) return;
    const hub = this.#cy.nodes(":visible").max((element) => element.data("degree")).ele;
    if (!hub) return;
    this.#cy.zoom(READABLE);
    this.#panTo(this.#inside(hub.position()));
  }

  /** The point next to a given one around which the view holds nothing but graph. */
  #inside({ x, y }) {
    const box = this.#cy.elements().boundingBox();
    const [w, h] = [this.#cy.width(), this.#cy.height()].map((size) => size / READABLE / 2);
    const held = (value, low, high) =>
      low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
    return { x: held(x, box.x1 + w, box.x2 - w), y: held(y, box.y1 + h, box.y2 - h) };
  }

  fit() {
    this.#cy.stop().fit(this.#cy.nodes(":visible"), MARGIN);
    if (this.#cy.zoom() > READABLE) this.zoom(READABLE / this.#cy.zoom());
  }

  zoom(factor) {
    const level = this.#cy.zoom() * factor;
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level, renderedPosition: middle });
  }

  /**
   * Highlight a node with its neighbours and bring it into view; null shows all alike.
   * `covered` is the height in pixels that something lies over, at the bottom.
   */
  select(id, covered = 0) {
    const cy = this.#cy;
    cy.batch(() => {
      cy.elements().removeClass("chosen near far");
      if (id === null) return;
      const chosen = cy.getElementById(id);
      const near = chosen.closedNeighborhood();
      cy.elements().not(near).addClass("far");
      near.addClass("near");
      chosen.addClass("chosen");
    });
    if (id !== null) this.#show(cy.getElementById(id), covered);
  }

  /** Bring a node into what nothing covers, with its neighbours where they stay legible. */
  #show(chosen, covered) {
    const cy = this.#cy;
    cy.resize();
    const [width, height] = [cy.width(), cy.height() - covered];
    const box = chosen.closedNeighborhood().boundingBox();
    const fitting = Math.min((width - 2 * MARGIN) / box.w, (height - 2 * MARGIN) / box.h);
    const all = fitting >= LEGIBLE;
    const zoom = all ? Math.min(fitting, READABLE) : READABLE;
    const middle = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const { x, y } = all ? middle : chosen.position();
    const pan = { x: width / 2 - x * zoom, y: height / 2 - y * zoom };
    if (still.matches) cy.stop().viewport({ zoom, pan });
    else cy.stop().animate({ zoom, pan }, { duration: 250 });
  }

  /** Hide the nodes of some kinds, with their edges. */
  hideKinds(kinds) {
    this.#hidden = new Set(kinds);
    this.#cy.batch(() => {
      this.#cy.nodes().forEach((element) => {
        element.toggleClass("hidden", this.#hidden.has(element.data("kind")));
      });
    });
  }

  /** How much is shown: nodes, and edges both of whose ends are. */
  shown() {
    const isShown = (element) => !this.#hidden.has(element.data("kind"));
    const edges = this.#cy.edges().filter((e) => isShown(e.source()) && isShown(e.target()));
    return { nodes: this.#cy.nodes().filter(isShown).length, edges: edges.length };
  }

  /** Centres of the nodes in pixels of the page, by id; hidden nodes left out. */
  positions() {
    const box = this.#cy.container().getBoundingClientRect();
    const places = {};
    this.#cy.nodes().forEach((element) => {
      if (this.#hidden.has(element.data("kind"))) return;
      const { x, y } = element.renderedPosition();
      places[element.id()] = { x: box.left + x, y: box.top + y };
    });
    return places;
  }

  /** Resolves once the drawing has been painted and no movement is under way. */
  async settled() {
    while (this.#cy.animated()) await frame();
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

function node({ id, kind, name, degree, x, y }) {
  const size = Math.min(SMALLEST + 2 * Math.sqrt(degree), LARGEST);
  const label = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
  const look = { size, label, colour: colour(kind), corners: corners(kind).join(" ") };
  return { data: { id, kind, degree, ...look }, position: { x, y } };
}

function edge({ source, target, relation, label }, index) {
  return { data: { id: `edge ${index}`, source, target, relation, label } };
}

function style() {
  const read = getComputedStyle(document.documentElement);
  const token = (name) => read.getPropertyValue(`--db-${name}`).trim();
  const nodes = {
    width: "data(size)",
    height: "data(size)",
    shape: "polygon",
    "shape-polygon-points": "data(corners)",
    "background-color": "data(colour)",
    "border-width": 1,
    "border-color": token("node-edge"),
    label: "data(label)",
    color: token("text"),
    "font-size": FONT,
    "font-family": "system-ui, sans-serif",
    "text-valign": "bottom",
    "text-margin-y": 2,
    "text-outline-width": 2,
    "text-outline-color": token("bg"),
    "min-zoomed-font-size": 6,
  };
  const edges = {
    width: 1,
    "line-color": token("edge"),
    "curve-style": "straight",
    "target-arrow-shape": "triangle",
    "target-arrow-color": token("edge"),
    "arrow-scale": 0.7,
  };
  const strong = token("link");
  return [
    { selector: "node", style: nodes },
    { selector: "edge", style: edges },
    { selector: "node.far", style: { opacity: 0.18 } },
    { selector: "edge.far", style: { opacity: 0.12 } },
    {
      selector: "edge.near",
      style: { width: 2, "line-color": strong, "target-arrow-color": strong, "z-index": 5 },
    },
    { selector: "node.near", style: { "z-index": 10, "min-zoomed-font-size": 4 } },
    {
      selector: "node.chosen",
      style: { "border-width": 4, "border-color": strong, "font-weight": "bold", "z-index": 20 },
    },
    { selector: ".hidden", style: { display: "none" } },
  ];
}

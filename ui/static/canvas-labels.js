// What is written: names of nodes, those of the best connected ones first, so many as stand beside
// each other and beside the nodes, under a node or on another side of it; on the lines of a selection their words, where they
// have room.

import { CHARACTER, FAMILY, FONT, LINE, WIDEST, scaleOf, sizeOf } from "./canvas-style.js";

const GAP = 8; // pixels between a name and what is beside it, twice
const HEIGHT = 1.3; // of a line of a name, in its font
const OVER = 12; // names that may cover nodes, where a crowded drawing would have none
const pen = document.createElement("canvas").getContext("2d");
pen.font = `${FONT}px ${FAMILY}`;
const TIPS = 34; // pixels of a line that its arrow and its nodes take
const PAUSE = 90; // milliseconds without movement before the names are chosen anew

export class Labels {
  #cy;
  #prepare;
  #scale = 1;
  #covers;
  #widths = new Map(); // of names in a font of 11 pixels
  #planned = 0;
  #sides = new Map(); // of the names that are written, by node id

  /**
   * `prepare(scale)` gives what is in view the look of a scale, in a batch; `covers()` gives the
   * boxes [left, top, right, bottom] in the drawing that something covers.
   */
  constructor(cy, prepare, covers) {
    this.#covers = covers;
    this.#cy = cy;
    this.#prepare = prepare;
    cy.on("viewport", () => this.plan());
  }

  /** Choose the names anew once nothing has moved for a while. */
  plan() {
    clearTimeout(this.#planned);
    this.#planned = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Choose the names for what is in view now. */
  refresh() {
    clearTimeout(this.#planned);
    this.#scale = scaleOf(this.#cy.zoom(), this.#cy.nodes().length);
    this.#cy.batch(() => this.#prepare(this.#scale));
    const held = new Held();
    for (const box of this.#covers()) held.put(box);
    const sides = this.#named(held);
    const told = this.#told(held);
    this.#cy.batch(() => {
      this.#write(sides);
      this.#cy.edges(".near").forEach((element) => {
        element.toggleClass("told", told.has(element.id()) || element.hasClass("held"));
      });
    });
  }

  /** Give names their sides, by node id; only what differs from what stands is touched. */
  #write(sides) {
    for (const [id, side] of this.#sides) {
      if (sides.get(id) !== side) this.#cy.getElementById(id).removeClass(side).addClass("unnamed");
    }
    for (const [id, side] of sides) {
      if (this.#sides.get(id) !== side) {
        this.#cy.getElementById(id).removeClass("unnamed").addClass(side);
      }
    }
    this.#sides = sides;
  }

  /**
   * The side of each name that has room: beside all nodes, or, for some of the best connected,
   * over nodes that have no name themselves.
   */
  #named(held) {
    const [width, height] = [this.#cy.width(), this.#cy.height()];
    const nodes = new Held();
    const inView = [];
    for (const element of this.#cy.nodes().not(".hidden").toArray().sort(byRank)) {
      if (element.hasClass("far")) break; // the rest is far too
      const { x, y } = element.renderedPosition();
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const radius = (sizeOf(element, this.#scale) * this.#cy.zoom()) / 2;
      inView.push({ element, x, y, radius });
      nodes.put([x - radius, y - radius, x + radius, y + radius]);
    }
    const named = new Map();
    let over = 0;
    for (const { element, x, y, radius } of inView) {
      const isChosen = element.hasClass("chosen");
      const taken = sidesOfEdges(element);
      const boxes = Object.entries(around({ x, y, radius }, this.#extent(element))).sort(
        ([a], [b]) => taken.has(a) - taken.has(b),
      );
      const inside = boxes.filter(([, [left, top, right, bottom]]) => {
        return left >= 0 && top >= 0 && right <= width && bottom <= height;
      });
      let found = inside.find(([, box]) => !nodes.meets(box) && !held.meets(box));
      if (!found && over < OVER) {
        found = inside.find(([, box]) => !held.meets(box));
        if (found) over += 1;
      }
      if (isChosen) found = boxes.find(([side]) => side === "below");
      if (!found) continue;
      named.set(element.id(), found[0]);
      held.put(found[1]);
      held.put([x - radius, y - radius, x + radius, y + radius]);
    }
    return named;
  }

  /** Width and height of a node's name on the screen. */
  #extent(element) {
    const zoom = this.#scale * this.#cy.zoom();
    const height = HEIGHT * FONT * zoom;
    if (!element.hasClass("chosen")) return [this.#width(element.data("label")) * zoom, height];
    const long = this.#width(element.data("wholeLabel"));
    const lines = Math.ceil(long / WIDEST);
    return [Math.min(long, WIDEST) * zoom, lines * height];
  }

  #width(name) {
    if (!this.#widths.has(name)) this.#widths.set(name, pen.measureText(name).width);
    return this.#widths.get(name);
  }

  #told(held) {
    const told = new Set();
    for (const element of this.#cy.edges(".near").not(".hidden").toArray()) {
      const [from, to] = [element.source().renderedPosition(), element.target().renderedPosition()];
      const [x, y] = [to.x - from.x, to.y - from.y];
      const length = Math.hypot(x, y);
      const long = element.data("label").length * CHARACTER;
      if (long + TIPS > length) continue;
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const boxes = along(middle, { x: x / length, y: y / length }, long);
      if (held.take(...boxes)) told.add(element.id());
    }
    return told;
  }
}

/** Boxes [left, top, right, bottom] of a name on each side of its node, the usual one first. */
function around({ x, y, radius }, [width, height]) {
  const [half, middle, away] = [width / 2, height / 2, radius + GAP / 2];
  return {
    below: [x - half, y + radius, x + half, y + away + height],
    right: [x + away, y - middle, x + away + width, y + middle],
    left: [x - away - width, y - middle, x - away, y + middle],
    above: [x - half, y - away - height, x + half, y - radius],
  };
}

/** Sides of a node to which its edges lead: a name there would lie on them. */
function sidesOfEdges(element) {
  const here = element.position();
  const sides = new Set();
  for (const edge of element.connectedEdges()) {
    if (edge.hasClass("hidden")) continue;
    const there = (edge.source().same(element) ? edge.target() : edge.source()).position();
    const [x, y] = [there.x - here.x, there.y - here.y];
    if (Math.abs(x) > 2 * Math.abs(y)) sides.add(x > 0 ? "right" : "left");
    if (Math.abs(y) > Math.abs(x) / 4) sides.add(y > 0 ? "below" : "above");
  }
  return sides;
}

/** Squares that together cover a label of some length that lies along its line. */
function along(middle, direction, long) {
  const count = Math.ceil(long / LINE);
  return Array.from({ length: count }, (_, place) => {
    const away = (place - (count - 1) / 2) * LINE;
    const [x, y] = [middle.x + away * direction.x, middle.y + away * direction.y];
    return [x - LINE / 2, y - LINE / 2, x + LINE / 2, y + LINE / 2];
  });
}

/** The more important first; of two alike the one with the shorter name. */
function byRank(a, b) {
  return rank(b) - rank(a) || a.data("label").length - b.data("label").length;
}

function rank(element) {
  if (element.hasClass("chosen")) return Infinity;
  if (element.hasClass("far")) return -1;
  return element.data("degree") + (element.hasClass("near") ? 1e6 : 0);
}

/** Boxes, kept by the rows they touch so that a new one is compared with few. */
class Held {
  #rows = new Map();

  /** Keep boxes [left, top, right, bottom] and say so, unless others are in their way. */
  take(...boxes) {
    if (boxes.some((box) => this.meets(box))) return false;
    for (const box of boxes) this.put(box);
    return true;
  }

  put(box) {
    for (const row of rows(box)) {
      if (!this.#rows.has(row)) this.#rows.set(row, []);
      this.#rows.get(row).push(box);
    }
  }

  meets(box) {
    const [left, top, right, bottom] = box;
    return rows(box).some((row) =>
      (this.#rows.get(row) ?? []).some(
        (other) => other[0] < right && left < other[2] && other[1] < bottom && top < other[3],
      ),
    );
  }
}

function rows([, top, , bottom]) {
  const first = Math.floor(top / LINE);
  return Array.from({ length: Math.floor(bottom / LINE) - first + 1 }, (_, place) => first + place);
}

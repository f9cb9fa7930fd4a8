// What is written: close by all names of nodes, far away those of the best connected ones of each
// region, so many as stand beside each other; on the lines of a selection their words, where they
// have room.

import { CHARACTER, LINE, scaleOf, sizeOf } from "./canvas-style.js";

const GAP = 8; // pixels between names
const TIPS = 34; // pixels of a line that its arrow and its nodes take
const PAUSE = 90; // milliseconds without movement before the names are chosen anew

export class Labels {
  #cy;
  #restyle;
  #scale = 1;
  #planned = 0;

  /** `restyle(scale)` gives the drawing the look of another scale. */
  constructor(cy, restyle) {
    this.#cy = cy;
    this.#restyle = restyle;
    cy.on("viewport", () => this.plan());
  }

  get scale() {
    return this.#scale;
  }

  /** Choose the names anew once nothing has moved for a while. */
  plan() {
    clearTimeout(this.#planned);
    this.#planned = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Choose the names for what is in view now. */
  refresh() {
    clearTimeout(this.#planned);
    const scale = scaleOf(this.#cy.zoom(), this.#cy.nodes().length);
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#restyle(scale);
    }
    const held = new Held();
    const named = this.#named(held);
    const told = this.#told(held);
    this.#cy.batch(() => {
      this.#cy.nodes().forEach((element) => {
        element.toggleClass("unnamed", scale > 1 && !named.has(element.id()));
      });
      this.#cy.edges(".near").forEach((element) => {
        element.toggleClass("told", told.has(element.id()) || element.hasClass("held"));
      });
    });
  }

  #named(held) {
    const [width, height] = [this.#cy.width(), this.#cy.height()];
    const named = new Set();
    const shown = this.#cy.nodes().filter((element) => !element.hasClass("hidden"));
    for (const element of shown.toArray().sort(byRank)) {
      if (element.hasClass("far")) break; // the rest is far too
      const { x, y } = element.renderedPosition();
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const radius = (sizeOf(element, this.#scale) * this.#cy.zoom()) / 2;
      const half = (element.data("label").length * CHARACTER + GAP) / 2;
      const top = y + radius;
      const box = [x - half, top, x + half, top + LINE + GAP / 2];
      if (held.take(box)) named.add(element.id());
      held.take([x - radius, y - radius, x + radius, y + radius]);
    }
    return named;
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

/** Boxes that do not overlap, kept by the rows they touch so that a new one is compared with few. */
class Held {
  #rows = new Map();

  /** Keep boxes [left, top, right, bottom] and say so, unless others are in their way. */
  take(...boxes) {
    if (boxes.some((box) => this.#meets(box))) return false;
    for (const box of boxes) {
      for (const row of rows(box)) {
        if (!this.#rows.has(row)) this.#rows.set(row, []);
        this.#rows.get(row).push(box);
      }
    }
    return true;
  }

  #meets(box) {
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

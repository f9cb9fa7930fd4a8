// The panel with what the handbook states about a node, each fact with its lines.

import { kindIcon, kindName } from "./kinds.js";
import { linesText, make, sourceLines } from "./lines.js";
import { get, nodePath } from "./service.js";

const PAGE = 100; // relations asked for at a time

export class Facts {
  #panel = document.getElementById("facts");
  #name = document.getElementById("facts-name");
  #body = document.getElementById("facts-body");
  #pick;
  #asked = 0;

  /** `pick(id)` selects another node; `pick(null)` closes. */
  constructor(pick) {
    this.#pick = pick;
    document.getElementById("facts-close").addEventListener("click", () => pick(null));
  }

  hide() {
    this.#asked += 1;
    this.#panel.hidden = true;
  }

  /** Show a node's facts; `focus` moves the keyboard there. */
  async show(id, name, focus) {
    const opened = this.#open(name, this.#read(id));
    if (focus) this.#name.focus({ preventScroll: true });
    await opened;
  }

  /**
   * Show a path between two nodes, step by step with the lines that state it; `path` holds its
   * edges, null where there is none, and `nodes` gives nodes by id.
   */
  async showPath([from, to], path, nodes) {
    await this.#open(`${from.name} – ${to.name}`, this.#readPath([from, to], path, nodes));
  }

  async #open(title, reading) {
    const asked = ++this.#asked;
    this.#panel.hidden = false;
    this.#name.textContent = title;
    this.#panel.setAttribute("aria-busy", "true");
    const shown = await reading;
    if (asked !== this.#asked) return; // another node was picked meanwhile
    this.#body.replaceChildren(...shown);
    this.#panel.scrollTop = 0;
    this.#panel.removeAttribute("aria-busy");
  }

  async #read(id) {
    try {
      const [node, relations] = await Promise.all([get(nodePath(id)), page(id, 0)]);
      return [about(node), ...this.#relations(node, relations)];
    } catch (problem) {
      return [make("p", { class: "db-problem", role: "alert" }, problem.message)];
    }
  }

  async #readPath([from, to], path, nodes) {
    const ends = make("p", { class: "dim" }, this.#link(from), " to ", this.#link(to));
    if (path === null) return [ends, make("p", {}, "Nothing that is shown joins these two.")];
    try {
      const evidence = await Promise.all(path.map(edgeEvidence));
      const steps = path.map((edge, place) => {
        const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
        const fact = make("p", { class: "fact" }, this.#link(source), ` ${edge.label} `, this.#link(target));
        return make("li", {}, fact, places(evidence[place]));
      });
      const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
      return [ends, make("h3", {}, `Shortest path: ${count}`), make("ol", { class: "relations" }, ...steps)];
    } catch (problem) {
      return [ends, make("p", { class: "db-problem", role: "alert" }, problem.message)];
    }
  }

  #link({ id, kind, name }) {
    const link = make("button", { type: "button", class: "node-name", title: kindName(kind) });
    link.append(kindIcon(kind), name);
    link.addEventListener("click", () => this.#pick(id));
    return link;
  }

  #relations(node, first) {
    const told = new FactList((other) => this.#link(other));
    const others = make("ul", { class: "places" });
    const headings = [make("h3", {}, "Facts"), make("h3", {}, "Mentioned in")];
    const more = make("button", { type: "button", class: "more" }, "Show more");
    const mentions = [...node.evidence];
    let read = 0;
    const add = ({ items, total }) => {
      for (const relation of items) {
        // A passage is text, not a thing: its lines are all there is to show.
        if (relation.node.kind === "Passage") mentions.push(...relation.evidence);
        else told.add(relation);
      }
      read += items.length;
      more.hidden = read >= total || items.length === 0;
      others.replaceChildren(...unsaid(mentions, told.evidence).map(place));
      headings[0].hidden = !told.evidence.length;
      headings[1].hidden = !others.children.length;
    };
    more.addEventListener("click", async () => add(await page(node.id, read)));
    add(first);
    const none = first.total ? [] : [make("p", { class: "dim" }, "No relation is stated.")];
    return [...none, headings[0], told.list, headings[1], others, more];
  }
}

/** Facts, those of the same lines together, so that each place stands there once. */
class FactList {
  list = make("ul", { class: "relations" });
  evidence = [];
  #byPlace = new Map();
  #link;

  /** `link(node)` makes what selects another node. */
  constructor(link) {
    this.#link = link;
  }

  add(relation) {
    const { evidence } = relation;
    const key = JSON.stringify(evidence.map(({ path, line_start: a, line_end: b }) => [path, a, b]));
    if (!this.#byPlace.has(key)) {
      const shown = places(evidence);
      this.#byPlace.set(key, shown);
      this.list.append(make("li", {}, shown));
      this.evidence.push(...evidence);
    }
    this.#byPlace.get(key).before(this.#fact(relation));
  }

  /** A relation in words that go on from the node's name, whichever way it is stated. */
  #fact({ label, node, qualifiers }) {
    const fact = make("p", { class: "fact" }, make("span", {}, label), " ", this.#link(node));
    if (qualifiers.length) fact.append(make("span", { class: "dim" }, ` (${qualifiers.join("; ")})`));
    return fact;
  }
}

/** Those places that hold none of the others and lie in none of them, in the order of the text. */
function unsaid(found, said) {
  const kept = [];
  const shortFirst = [...found].sort((a, b) => length(a) - length(b));
  for (const at of shortFirst) {
    if (![...said, ...kept].some((other) => holds(at, other) || holds(other, at))) kept.push(at);
  }
  const inOrder = (a, b) => a.path.localeCompare(b.path, "en") || a.line_start - b.line_start;
  return kept.sort(inOrder);
}

function length({ line_start: first, line_end: last }) {
  return last - first;
}

function holds(outer, inner) {
  return (
    outer.path === inner.path &&
    outer.line_start <= inner.line_start &&
    inner.line_end <= outer.line_end
  );
}

/** The names of a node that differ from its own by more than capitals. */
function otherNames({ name, aliases }) {
  const seen = new Set([name.toLowerCase()]);
  return aliases.filter((alias) => {
    const folded = alias.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}

function page(id, offset) {
  return get(`${nodePath(id)}/relations?direction=both&limit=${PAGE}&offset=${offset}`);
}

/** The lines that state an edge. */
async function edgeEvidence({ source, relation, target }) {
  const query = new URLSearchParams({ direction: "out", relation });
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const part = await get(`${nodePath(source)}/relations?${query}&limit=${PAGE}&offset=${offset}`);
    const found = part.items.find(({ node }) => node.id === target);
    if (found) return found.evidence;
    total = part.total;
  }
  return [];
}

function about({ name, kind, aliases, text }) {
  const box = make("div", { class: "about" });
  box.append(make("p", { class: "dim kind" }, kindIcon(kind), kindName(kind)));
  const others = otherNames({ name, aliases });
  if (others.length) box.append(make("p", { class: "dim" }, `Also: ${others.join(", ")}`));
  if (text) box.append(make("p", { class: "text" }, text));
  return box;
}

function places(evidence) {
  return make("ul", { class: "places" }, ...evidence.map(place));
}

/** A button that opens its source lines beneath it, and closes them again. */
function place({ path, heading_path: headings, line_start: first, line_end: last }) {
  const button = make("button", { type: "button", class: "place", "aria-expanded": "false" });
  button.textContent = `${path}, ${linesText(first, last)}`;
  button.title = headings.join(" › ");
  const item = make("li", {}, button);
  button.addEventListener("click", async () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) {
      item.replaceChildren(button);
      return;
    }
    const lines = await sourceLines(path, first, last);
    if (button.getAttribute("aria-expanded") === "true") item.replaceChildren(button, lines);
  });
  return item;
}

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

  /** Height in pixels that the panel lies over the bottom of an element. */
  covers(element) {
    const [panel, box] = [this.#panel.getBoundingClientRect(), element.getBoundingClientRect()];
    const beside = panel.left >= box.right || panel.top >= box.bottom;
    return this.#panel.hidden || beside ? 0 : box.bottom - panel.top;
  }

  hide() {
    this.#asked += 1;
    this.#panel.hidden = true;
  }

  /** Show a node's facts; `focus` moves the keyboard there. */
  async show(id, name, focus) {
    const asked = ++this.#asked;
    this.#panel.hidden = false;
    this.#name.textContent = name;
    this.#panel.setAttribute("aria-busy", "true");
    if (focus) this.#name.focus({ preventScroll: true });
    const shown = await this.#read(id);
    if (asked !== this.#asked) return; // another node was picked meanwhile
    this.#body.replaceChildren(...shown);
    this.#panel.scrollTop = 0;
    this.#panel.removeAttribute("aria-busy");
  }

  async #read(id) {
    try {
      const [node, relations] = await Promise.all([get(nodePath(id)), page(id, 0)]);
      return [about(node), ...this.#relations(id, relations)];
    } catch (problem) {
      return [make("p", { class: "db-problem", role: "alert" }, problem.message)];
    }
  }

  #relations(id, first) {
    const facts = make("ul", { class: "relations" });
    const mentions = make("ul", { class: "places" });
    const headings = [make("h3", {}, "Facts"), make("h3", {}, "Mentioned in")];
    const more = make("button", { type: "button", class: "more" }, "Show more");
    let read = 0;
    const add = ({ items, total }) => {
      for (const relation of items) {
        // A passage is text, not a thing: its lines are all there is to show.
        if (relation.node.kind === "Passage") mentions.append(...relation.evidence.map(place));
        else facts.append(this.#relation(relation));
      }
      read += items.length;
      more.hidden = read >= total || items.length === 0;
      headings[0].hidden = !facts.children.length;
      headings[1].hidden = !mentions.children.length;
    };
    more.addEventListener("click", async () => add(await page(id, read)));
    add(first);
    if (first.total === 0) return [make("p", { class: "dim" }, "No relation is stated.")];
    return [headings[0], facts, headings[1], mentions, more];
  }

  #relation({ label, direction, node, qualifiers, evidence }) {
    const other = make("button", { type: "button", class: "node-name" });
    other.append(kindIcon(node.kind), node.name);
    other.title = kindName(node.kind);
    other.addEventListener("click", () => this.#pick(node.id));
    const arrow = make("span", { class: "arrow", "aria-hidden": "true" });
    arrow.textContent = direction === "out" ? "→" : "←";
    const fact = make("p", { class: "fact" }, make("span", {}, label), " ", arrow, " ", other);
    if (qualifiers.length) fact.append(make("span", { class: "dim" }, ` (${qualifiers.join("; ")})`));
    return make("li", {}, fact, places(evidence));
  }
}

function page(id, offset) {
  return get(`${nodePath(id)}/relations?direction=both&limit=${PAGE}&offset=${offset}`);
}

function about({ kind, aliases, text, evidence }) {
  const box = make("div", { class: "about" });
  box.append(make("p", { class: "dim kind" }, kindIcon(kind), kindName(kind)));
  if (aliases.length) box.append(make("p", { class: "dim" }, `Also: ${aliases.join(", ")}`));
  if (text) box.append(make("p", { class: "text" }, text));
  if (evidence.length) box.append(make("p", { class: "dim" }, "Named in:"), places(evidence));
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

// The nodes as text, by kind: the same content for keyboards and screen readers.

import { kindIcon, kindName } from "./kinds.js";
import { make } from "./lines.js";

export class NodeList {
  #box = document.getElementById("list-view");
  #groups = [];
  #buttons = new Map();

  constructor(nodes, kinds, pick) {
    for (const { kind } of kinds) {
      const members = nodes
        .filter((node) => node.kind === kind)
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
      const list = make("ul", {}, ...members.map((node) => make("li", {}, this.#button(node, pick))));
      const heading = make("h2", {}, kindIcon(kind), `${kindName(kind)} (${members.length})`);
      const group = make("section", {}, heading, list);
      this.#groups.push(group);
      this.#box.append(group);
    }
  }

  #button({ id, name, degree }, pick) {
    const button = make("button", { type: "button", class: "node-name" }, name);
    const count = degree === 1 ? "1 relation" : `${degree} relations`;
    button.append(make("span", { class: "dim" }, count));
    button.addEventListener("click", () => pick(id));
    this.#buttons.set(id, button);
    return button;
  }

  /** Show the nodes of these ids and no other. */
  show(ids) {
    for (const [id, button] of this.#buttons) button.parentElement.hidden = !ids.has(id);
    for (const group of this.#groups) group.hidden = !group.querySelector("li:not([hidden])");
  }

  select(id) {
    for (const [other, button] of this.#buttons) {
      if (other === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }
}

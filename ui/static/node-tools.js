// What can be done with the selected node: a path to another one, only what is around it, hiding.

import { make } from "./lines.js";

export class NodeTools {
  #box = document.getElementById("node-tools");
  #search;
  #node = null;
  #start = null;
  #path = make("button", { type: "button", "aria-pressed": "false" }, "Path to…");
  #around;

  /** `around(steps)` leaves what is so near (0 leaves all), `hide()` hides the node. */
  constructor(search, { around, hide }) {
    this.#search = search;
    this.#path.addEventListener("click", () => {
      if (this.#start) this.takePathStart();
      else this.#startPath();
    });
    this.#around = [1, 2].map((steps) => {
      const words = steps === 1 ? "Only 1 step" : `Only ${steps} steps`;
      const button = make("button", { type: "button", "data-steps": steps }, words);
      button.addEventListener("click", () => {
        around(button.getAttribute("aria-pressed") === "true" ? 0 : steps);
      });
      return button;
    });
    const hiding = make("button", { type: "button" }, "Hide");
    hiding.addEventListener("click", hide);
    this.#box.append(this.#path, ...this.#around, hiding);
  }

  /** Show the tools for a view and its node. */
  show({ to, around }, node) {
    this.#node = node ?? null;
    this.#box.hidden = Boolean(to) || !node;
    for (const button of this.#around) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.steps) === around));
    }
  }

  #startPath() {
    this.#start = this.#node.id;
    this.#path.setAttribute("aria-pressed", "true");
    this.#search.ask(`Path from ${this.#node.name} to…`);
  }

  /** Give the node that a path was to start from, once; null where none was asked for. */
  takePathStart() {
    const start = this.#start;
    if (start === null) return null;
    this.#start = null;
    this.#path.setAttribute("aria-pressed", "false");
    this.#search.ask(null);
    return start;
  }
}

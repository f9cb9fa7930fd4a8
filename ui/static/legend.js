// The legend: one switch per kind, with its colour, shape and number of nodes.

import { kindIcon, kindName } from "./kinds.js";
import { make } from "./lines.js";

export class Legend {
  #hidden = new Set();

  /** `change(hidden)` is called with the set of hidden kinds after each switch. */
  constructor(kinds, change) {
    const list = document.getElementById("legend-list");
    for (const { kind, count } of kinds) {
      const button = make("button", { type: "button", "aria-pressed": "true", "data-kind": kind });
      button.append(kindIcon(kind), make("span", {}, kindName(kind)));
      button.append(make("span", { class: "dim" }, String(count)));
      button.addEventListener("click", () => {
        if (!this.#hidden.delete(kind)) this.#hidden.add(kind);
        button.setAttribute("aria-pressed", String(!this.#hidden.has(kind)));
        change(this.#hidden);
      });
      list.append(button);
    }
    // On a narrow screen the drawing needs the room more.
    if (matchMedia("(max-width: 760px)").matches) document.getElementById("legend").open = false;
  }

  /** Show a kind again, so that a node of it can be selected. */
  reveal(kind) {
    if (this.#hidden.has(kind)) document.querySelector(`[data-kind="${CSS.escape(kind)}"]`).click();
  }
}

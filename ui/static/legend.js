// The legend: switches for kinds, with their look and number of nodes, and for relations.

import { kindIcon, kindName } from "./kinds.js";
import { make } from "./lines.js";

export class Legend {
  #groups;
  #change;
  #visible;

  /** `change()` is called after each change of the kinds and relations hidden in `visible`. */
  constructor(graph, visible, change) {
    this.#visible = visible;
    this.#change = change;
    this.#groups = [
      this.#group("legend-list", visible.kinds, graph.kinds.map(kindEntry)),
      this.#group("relation-list", visible.relations, relationEntries(graph.edges)),
    ];
    // On a narrow screen the drawing needs the room more.
    if (matchMedia("(max-width: 760px)").matches) document.getElementById("legend").open = false;
  }

  #group(id, hidden, entries) {
    const keys = entries.map(({ key }) => key);
    const rows = entries.map(({ key, name, count, icon }) => {
      const shows = make("button", { type: "button", class: "switch", "data-key": key });
      shows.append(...icon, make("span", {}, name), make("span", { class: "dim" }, String(count)));
      shows.addEventListener("click", () => {
        if (!hidden.delete(key)) hidden.add(key);
        this.#changed();
      });
      const only = make("button", { type: "button", class: "only", "aria-label": `Only ${name}` });
      only.append("only");
      only.title = `Show only ${name}; again to show all`;
      only.addEventListener("click", () => {
        const alone = hidden.size === keys.length - 1 && !hidden.has(key);
        hidden.clear();
        if (!alone) for (const other of keys) if (other !== key) hidden.add(other);
        this.#changed();
      });
      return make("div", { class: "row" }, shows, only);
    });
    const box = document.getElementById(id);
    box.append(...rows);
    const group = { box, hidden };
    press(group);
    return group;
  }

  #changed() {
    this.refresh();
    this.#change();
  }

  /** Press the switches as `visible` has it. */
  refresh() {
    this.#groups.forEach(press);
  }

  /** Show a kind again, so that a node of it can be selected. */
  reveal(kind) {
    if (this.#visible.kinds.delete(kind)) this.#changed();
  }
}

function press({ box, hidden }) {
  for (const button of box.querySelectorAll(".switch")) {
    button.setAttribute("aria-pressed", String(!hidden.has(button.dataset.key)));
  }
}

function kindEntry({ kind, count }) {
  return { key: kind, name: kindName(kind), count, icon: [kindIcon(kind)] };
}

/** Relations with their words, the most frequent first. */
function relationEntries(edges) {
  const found = new Map();
  for (const { relation, label } of edges) {
    if (!found.has(relation)) found.set(relation, { key: relation, name: label, count: 0, icon: [] });
    found.get(relation).count += 1;
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "en"));
}

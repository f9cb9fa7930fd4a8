// The search box with suggestions (WAI-ARIA Authoring Practices, combobox with list autocomplete).

import { kindIcon, kindName } from "./kinds.js";
import { make } from "./lines.js";
import { get } from "./service.js";

const OFFERED = 8;
const PAUSE = 150; // milliseconds without a key before the service is asked for more
const USUAL = "Search the graph";

export class Search {
  #box = document.getElementById("search-box");
  #list = document.getElementById("search-list");
  #nodes;
  #byId;
  #kinds;
  #pick;
  #found = [];
  #active = -1;
  #asked = 0;

  /** `pick(id)` selects a node. */
  constructor({ nodes, kinds }, pick) {
    this.#kinds = kinds.map(({ kind }) => kind);
    this.#nodes = nodes.map((node) => ({ ...node, folded: node.name.toLowerCase() }));
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    this.#pick = pick;
    this.#box.addEventListener("input", () => this.#typed());
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.addEventListener("blur", () => this.#close());
  }

  /** Put a prompt into the empty box and go there; null brings the usual one back. */
  ask(prompt) {
    this.#box.placeholder = prompt ?? USUAL;
    if (prompt === null) return;
    this.#box.value = "";
    this.#box.focus();
  }

  async #typed() {
    const asked = ++this.#asked;
    const text = this.#box.value.trim();
    this.#offer(text ? this.#byName(text.toLowerCase()) : [], "Searching…");
    if (!text || this.#found.length >= OFFERED) return;
    await new Promise((done) => setTimeout(done, PAUSE));
    if (asked !== this.#asked) return;
    const query = new URLSearchParams({ q: text, limit: String(OFFERED) });
    for (const kind of this.#kinds) query.append("kind", kind);
    const page = await get(`nodes?${query}`).catch(() => ({ items: [] }));
    if (asked !== this.#asked) return;
    const known = new Set(this.#found.map((node) => node.id));
    const others = page.items.filter(({ id }) => this.#byId.has(id) && !known.has(id));
    if (!others.length && this.#found.length) return;
    this.#offer([...this.#found, ...others].slice(0, OFFERED), "Nothing of that name");
  }

  /** Names that begin with the text, then words that do, then names that hold it. */
  #byName(text) {
    const rank = ({ folded }) => {
      if (folded.startsWith(text)) return 0;
      if (folded.includes(` ${text}`)) return 1;
      return folded.includes(text) ? 2 : 3;
    };
    return this.#nodes
      .map((node) => [rank(node), node])
      .filter(([place]) => place < 3)
      .sort(([a, left], [b, right]) => a - b || right.degree - left.degree)
      .slice(0, OFFERED)
      .map(([, node]) => node);
  }

  /** `none` is said where there is nothing to offer. */
  #offer(found, none = "") {
    this.#found = found;
    this.#active = -1;
    const empty = Boolean(none && this.#box.value.trim() && !found.length);
    this.#list.replaceChildren(...found.map((node, index) => this.#option(node, index)));
    if (empty) this.#list.append(make("li", { class: "dim" }, none));
    this.#list.hidden = !found.length && !empty;
    this.#box.setAttribute("aria-expanded", String(found.length > 0));
    this.#box.removeAttribute("aria-activedescendant");
  }

  #option(node, index) {
    const option = make("li", { role: "option", id: `match-${index}`, "aria-selected": "false" });
    // Of several like names, kind and section tell which is meant.
    const { kind, section } = node;
    const where = section ? `${kindName(kind)} in ${section}` : kindName(kind);
    option.append(kindIcon(kind), make("span", {}, node.name), make("span", { class: "dim" }, where));
    option.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the box would lose the focus, and close the list before the click
      this.#choose(index);
    });
    return option;
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#found.length) {
      event.preventDefault();
      this.#activate((this.#active + step + this.#found.length) % this.#found.length);
    } else if (event.key === "Enter" && this.#found.length) {
      this.#choose(Math.max(this.#active, 0));
    } else if (event.key === "Escape") {
      this.#close();
    }
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
    });
    this.#list.children[index].scrollIntoView({ block: "nearest" });
    this.#box.setAttribute("aria-activedescendant", `match-${index}`);
  }

  #choose(index) {
    const node = this.#found[index];
    this.#box.value = node.name;
    this.#close();
    this.#pick(node.id);
  }

  #close() {
    this.#asked += 1;
    this.#offer([]);
    this.#list.hidden = true;
  }
}

// The panel beside the chat that shows the lines a citation names.

import { linesText, make, sourceLines } from "./lines.js";

const ADDRESS = /^#cite-(\d+)-(\d+)-(.+)$/;

export class SourcesPanel {
  #title = make("h2", { id: "sources-title", tabindex: "-1" }, "Source");
  #where = make("p", { class: "db-where" });
  #body = make("div", { class: "db-body" });
  #close = make("button", { type: "button", class: "db-close", "aria-label": "Close source" }, "×");
  #panel = make("aside", { id: "sources", "aria-labelledby": "sources-title", hidden: "" });
  #link = null;
  #asked = 0;

  constructor() {
    this.#panel.append(
      make("header", {}, this.#title, this.#close),
      this.#where,
      this.#body,
    );
    this.#close.addEventListener("click", () => this.close());
  }

  /** Put the panel into its slot once the framework has drawn it. */
  place(slot) {
    if (slot && this.#panel.parentElement !== slot) slot.append(this.#panel);
  }

  /** Open the lines that a citation's link names. */
  async open(link, address) {
    const found = ADDRESS.exec(address);
    if (!found) return;
    const [first, last, path] = [Number(found[1]), Number(found[2]), decodeURIComponent(found[3])];
    const asked = ++this.#asked;
    this.#mark(link);
    this.#title.textContent = path;
    this.#where.textContent = link.title || linesText(first, last);
    this.#panel.hidden = false;
    this.#panel.parentElement?.toggleAttribute("data-open", true);
    const lines = await sourceLines(path, first, last);
    if (asked !== this.#asked) return; // another citation was opened meanwhile
    this.#body.replaceChildren(lines);
    this.#title.focus({ preventScroll: true });
    lines.querySelector(".db-cited")?.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#panel.parentElement?.toggleAttribute("data-open", false);
    const link = this.#link;
    this.#mark(null);
    if (link?.isConnected) link.focus();
  }

  #mark(link) {
    this.#link?.removeAttribute("aria-current");
    this.#link = link;
    link?.setAttribute("aria-current", "true");
  }
}

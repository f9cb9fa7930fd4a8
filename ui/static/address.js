// What the explorer shows, as a query: `node` is the selected node, `to` the other end of a path,
// `around` how many steps around the node are left. Browser Back and Forward go through these.
//
// In the page's frame the page keeps the history, with its tabs in it; alone, the explorer does.

const MOST_AROUND = 2;

/** Nothing selected, nothing left out. */
export const NOTHING = Object.freeze({ node: null, to: null, around: 0 });

export function readView(query) {
  const given = new URLSearchParams(query);
  const around = Number(given.get("around"));
  return {
    node: given.get("node"),
    to: given.get("to"),
    around: Number.isInteger(around) && around > 0 ? Math.min(around, MOST_AROUND) : 0,
  };
}

export function writeView({ node, to, around }) {
  const query = new URLSearchParams();
  if (node) query.set("node", node);
  if (node && to) query.set("to", to);
  if (node && around) query.set("around", String(around));
  return query.toString();
}

export class Trail {
  #at;
  #theme;

  /** `show(view)` is called when the reader goes back or forward, or the page wants a view. */
  constructor(show) {
    const query = new URLSearchParams(location.search);
    this.#theme = query.get("theme");
    this.#at = writeView(readView(query));
    const turn = (wanted) => {
      const view = readView(wanted);
      this.#at = writeView(view);
      show(view);
    };
    addEventListener("popstate", () => turn(location.search));
    addEventListener("message", (event) => {
      if (event.origin !== location.origin || event.source !== parent) return;
      if (event.data?.type === "designbook:show") turn(event.data.query);
    });
    if (parent !== window) parent.postMessage({ type: "designbook:open" }, location.origin);
  }

  /** Add a view to the history, unless it is the present one. */
  push(view) {
    const query = writeView(view);
    if (query === this.#at) return;
    this.#at = query;
    if (parent !== window) {
      parent.postMessage({ type: "designbook:at", query }, location.origin);
      return;
    }
    const theme = this.#theme ? `theme=${encodeURIComponent(this.#theme)}` : "";
    const address = [query, theme].filter(Boolean).join("&");
    history.pushState(null, "", address ? `explorer?${address}` : "explorer");
  }
}

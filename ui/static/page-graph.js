// The explorer's frame in the Graph tab, and the page's history: the open tab and what the
// explorer shows stand in the address, so that Back and Forward go through them. The frame is made
// when the tab is first shown, so that the chat does not wait for it.

const GRAPH = ["node", "to", "around"]; // what the explorer keeps in an address

let frame = null;
let shown = address();
let query = shown.query; // what the explorer shows, also while the other tab is open
let opening = shown.graph ? "Graph" : null; // the tab that is to open, until it has

/** What the page's own address says: whether the Graph tab is open, and the explorer's query. */
function address() {
  const given = new URLSearchParams(location.search);
  const kept = new URLSearchParams();
  for (const name of GRAPH) if (given.has(name)) kept.set(name, given.get(name));
  const graph = given.get("tab") === "graph";
  return { graph, query: graph ? kept.toString() : "" };
}

/** Add to the history that the Graph tab shows `query`, or that the other tab is open. */
function push(graph) {
  const next = { graph, query: graph ? query : "" };
  if (next.graph === shown.graph && next.query === shown.query) return;
  shown = next;
  const whole = new URLSearchParams(location.search);
  for (const name of ["tab", "q", ...GRAPH]) whole.delete(name);
  if (graph) whole.set("tab", "graph");
  const rest = [whole.toString(), shown.query].filter(Boolean).join("&");
  history.pushState(null, "", rest ? `?${rest}` : location.pathname);
}

/** Make the frame once the framework has drawn its slot. */
export function explorerFrame(slot) {
  if (!slot || slot.querySelector("iframe")) return;
  const asked = new URLSearchParams(query);
  const theme = new URLSearchParams(location.search).get("__theme");
  if (theme) asked.set("theme", theme);
  frame = document.createElement("iframe");
  frame.id = "explorer";
  frame.title = "Graph explorer";
  frame.src = `explorer?${asked}`;
  slot.replaceChildren(frame);
}

/** Show the Graph tab with a node selected. */
export function openGraphAt(id) {
  query = new URLSearchParams({ node: id }).toString();
  push(true);
  tell();
  openTab("Graph");
}

function openTab(name) {
  opening = name;
  tab(name)?.click();
}

function tell() {
  frame?.contentWindow.postMessage({ type: "designbook:show", query }, location.origin);
}

/** Open the tab that is to open once the framework has drawn it; note the one that was opened. */
export function followTabs() {
  const open = ["Ask", "Graph"].find((name) => tab(name)?.getAttribute("aria-selected") === "true");
  if (!open) return;
  if (opening === open) opening = null;
  if (opening) tab(opening).click();
  else push(open === "Graph");
}

function tab(name) {
  return [...document.querySelectorAll("[role=tab]")].find(
    (button) => button.textContent.trim() === name,
  );
}

addEventListener("popstate", () => {
  shown = address();
  if (shown.graph) {
    query = shown.query;
    tell();
  }
  openTab(shown.graph ? "Graph" : "Ask");
});

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== frame?.contentWindow) return;
  if (event.data?.type === "designbook:open") tell(); // what was wanted while it loaded
  if (event.data?.type !== "designbook:at") return;
  query = event.data.query;
  push(true);
});

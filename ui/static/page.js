// What answers to clicks in the chat page: a cited number opens its source lines beside the chat,
// a node opens the graph, an answer and the link to its question are copied. The framework draws the rest; its elements are found by the ids that
// page.py gives them, whenever it has drawn them.

import { explorerFrame, openGraphAt, followTabs } from "./page-graph.js";
import { SourcesPanel } from "./page-sources.js";
import { mendAccess } from "./page-access.js";
import { answerLinks } from "./page-copy.js";
import { keepStartInView } from "./page-scroll.js";

// The framework's own switch between light and dark.
const theme = new URLSearchParams(location.search).get("__theme");
if (theme) document.documentElement.dataset.theme = theme;

const panel = new SourcesPanel();
answerLinks();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#cite-'], a[href^='#node-']");
  if (!link) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  if (address.startsWith("#node-")) openGraphAt(decodeURIComponent(address.slice(6)));
  else panel.open(link, address);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.close();
});

function draw() {
  panel.place(document.getElementById("sources-slot"));
  explorerFrame(document.getElementById("graph-slot"));
  followTabs();
  keepStartInView();
  forgetAskedLink();
  mendAccess();
}

/** A question that came with the address is asked once; a reload is not to ask it again. */
function forgetAskedLink() {
  const address = new URL(location.href);
  const asked = address.searchParams.get("q")?.trim();
  if (asked === undefined) return;
  const last = [...document.querySelectorAll("#chat .question")].at(-1);
  if (asked && last?.innerText.trim() !== asked) return;
  address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

// One look per frame is enough however much the framework changes at once.
let planned = false;
new MutationObserver(() => {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    draw();
  });
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled", "aria-selected"] });
draw();

// The explorer's frame in the Graph tab. It is made when the tab is first shown, so that the chat
// does not wait for it.

let wanted = null;

/** Make the frame once the framework has drawn its slot. */
export function explorerFrame(slot) {
  if (!slot || slot.querySelector("iframe")) return;
  const query = new URLSearchParams();
  const theme = new URLSearchParams(location.search).get("__theme");
  if (theme) query.set("theme", theme);
  if (wanted) query.set("node", wanted);
  wanted = null;
  const frame = document.createElement("iframe");
  frame.id = "explorer";
  frame.title = "Graph explorer";
  frame.src = `explorer?${query}`;
  slot.replaceChildren(frame);
}

/** Show the Graph tab with a node selected. */
export function openGraphAt(id) {
  const frame = document.querySelector("#graph-slot iframe");
  if (frame) frame.contentWindow.postMessage({ type: "designbook:select", id }, location.origin);
  else wanted = id;
  tab("Graph")?.click();
}

function tab(name) {
  return [...document.querySelectorAll("[role=tab]")].find(
    (button) => button.textContent.trim() === name,
  );
}

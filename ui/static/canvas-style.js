// How the drawing looks at a zoom: words keep their size on the screen, and far away nodes and lines
// stay large enough to be seen.

// The service's places keep nodes of up to 22 pixels apart with labels of up to 28 characters at a
// font of 11 pixels.
const SMALLEST = 14;
const LARGEST = 22;
const LONGEST_LABEL = 28;
const LONGEST_CHOSEN = 72; // of the selected node, on several lines
const FONT = 11;
const ON_SCREEN = 12; // pixels that a font of 11 should have
const SMALLEST_SCALE = 0.5; // close by, words may be so much smaller than their nodes
const SHRINKING = 0.6; // nodes shrink more slowly than the distances between them
// Between zooms that look different. A new look costs about 0.3 ms a node: many have fewer looks.
const [STEP, LARGE_STEP] = [1.25, 1.6];
const MANY = 1000; // nodes

export const LINE = 15; // height of a line of a label on the screen
export const CHARACTER = 7.2; // mean width there

/** By how much words are larger than drawn at a zoom of 1: it undoes the zoom, in steps. */
export function scaleOf(zoom, nodes) {
  const step = nodes > MANY ? LARGE_STEP : STEP;
  const scale = step ** Math.round(Math.log(ON_SCREEN / FONT / zoom) / Math.log(step));
  return Math.max(SMALLEST_SCALE, scale);
}

/** Width of a node at a scale, before the zoom. */
export function sizeOf(element, scale) {
  return element.data("size") * scale ** SHRINKING;
}

/** What a node's drawing needs, besides its place. */
export function nodeLook({ name, degree }) {
  return {
    size: Math.min(SMALLEST + 2 * Math.sqrt(degree), LARGEST),
    label: cut(name, LONGEST_LABEL),
    wholeLabel: cut(name, LONGEST_CHOSEN),
  };
}

function cut(name, longest) {
  return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
}

/** The style sheet for a scale, in the colours of the page's own style sheet. */
export function style(scale) {
  const read = getComputedStyle(document.documentElement);
  const token = (name) => read.getPropertyValue(`--db-${name}`).trim();
  return [
    ...nodeStyle(token, scale),
    ...edgeStyle(token, scale),
    { selector: ".hidden", style: { display: "none" } },
  ];
}

function nodeStyle(token, scale) {
  const size = (element) => sizeOf(element, scale);
  return [
    {
      selector: "node",
      style: {
        width: size,
        height: size,
        shape: "polygon",
        "shape-polygon-points": "data(corners)",
        "background-color": "data(colour)",
        "border-width": scale ** SHRINKING,
        "border-color": token("node-edge"),
        label: "data(label)",
        color: token("text"),
        "font-size": FONT * scale,
        "font-family": "system-ui, sans-serif",
        "text-valign": "bottom",
        "text-margin-y": 2 * scale,
        "text-outline-width": 2 * scale,
        "text-outline-color": token("bg"),
        "z-index": 1,
      },
    },
    { selector: "node.far", style: { opacity: 0.18 } },
    { selector: "node.near", style: { "z-index": 10 } },
    {
      selector: "node.chosen",
      style: {
        label: "data(wholeLabel)",
        "text-wrap": "wrap",
        "text-max-width": 180 * scale,
        "border-width": 4 * scale ** SHRINKING,
        "border-color": token("link"),
        color: token("bg"),
        "text-outline-width": 0,
        "text-margin-y": 5 * scale,
        "text-background-color": token("link"),
        "text-background-opacity": 1,
        "text-background-padding": 3 * scale,
        "text-background-shape": "round-rectangle",
        "z-index": 20,
      },
    },
    // Names are not to be drawn over.
    { selector: "node.unnamed", style: { label: "", "z-index": 0 } },
  ];
}

function edgeStyle(token, scale) {
  const strong = token("link");
  return [
    {
      selector: "edge",
      style: {
        width: scale,
        "line-color": token("edge"),
        "curve-style": "straight",
        "target-arrow-shape": "triangle",
        "target-arrow-color": token("edge"),
        "arrow-scale": 0.7,
      },
    },
    { selector: "edge.far", style: { opacity: 0.12 } },
    {
      selector: "edge.near",
      style: {
        width: 2 * scale,
        "line-color": strong,
        "target-arrow-color": strong,
        "curve-style": "bezier", // parallel relations stand side by side
        "control-point-step-size": 34 * scale,
        "z-index": 5,
      },
    },
    {
      selector: "edge.told",
      style: {
        label: "data(label)",
        color: token("text"),
        "font-size": (FONT - 0.5) * scale,
        "font-family": "system-ui, sans-serif",
        "text-rotation": "autorotate",
        "text-background-color": token("bg"),
        "text-background-opacity": 0.9,
        "text-background-padding": scale,
        "z-index": 15,
      },
    },
  ];
}

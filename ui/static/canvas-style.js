// How the drawing looks at a zoom: words keep their size on the screen, and far away nodes and lines
// stay large enough to be seen.

// The service's places keep nodes of up to 22 pixels apart with labels of up to 28 characters at a
// font of 11 pixels.
const SMALLEST = 14;
const LARGEST = 22;
const LONGEST_LABEL = 28;
const LONGEST_CHOSEN = 72; // of the selected node, on several lines
const ON_SCREEN = 12; // pixels that a font of 11 should have
const SMALLEST_SCALE = 0.5; // close by, words may be so much smaller than their nodes
const SHRINKING = 0.6; // nodes shrink more slowly than the distances between them
// Between zooms that look different. A new look costs about 0.3 ms a node: many have fewer looks.
const [STEP, LARGE_STEP] = [1.25, 1.6];
const MANY = 1000; // nodes

export const FONT = 11;
export const FAMILY = "system-ui, sans-serif";
export const WIDEST = 180; // of the name of a selected node, in its font
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

/**
 * The style sheet, in the colours of the page's own style sheet. Measures go by the scale that an
 * element was drawn for last (`scale` of its data), so that only what comes into view is styled
 * anew at another zoom.
 */
export function style() {
  const read = getComputedStyle(document.documentElement);
  const token = (name) => read.getPropertyValue(`--db-${name}`).trim();
  return [
    ...nodeStyle(token),
    ...edgeStyle(token),
    { selector: ".hidden", style: { display: "none" } },
  ];
}

/** Where a name stands that has no room under its node. */
const BESIDE = { "text-valign": "center", "text-margin-y": 0 };
const SIDES = {
  above: { "text-valign": "top", "text-margin-y": scaled(-2) },
  right: { ...BESIDE, "text-halign": "right", "text-margin-x": scaled(2) },
  left: { ...BESIDE, "text-halign": "left", "text-margin-x": scaled(-2) },
};

/** A measure that goes by an element's scale. */
function scaled(measure, power = 1) {
  return (element) => measure * element.data("scale") ** power;
}

function nodeStyle(token) {
  const size = (element) => sizeOf(element, element.data("scale"));
  return [
    {
      selector: "node",
      style: {
        width: size,
        height: size,
        shape: "polygon",
        "shape-polygon-points": "data(corners)",
        "background-color": "data(colour)",
        "border-width": scaled(1, SHRINKING),
        "border-color": token("node-edge"),
        label: "data(label)",
        color: token("text"),
        "font-size": scaled(FONT),
        "font-family": FAMILY,
        "text-valign": "bottom",
        "text-margin-y": scaled(2),
        "text-background-color": token("bg"),
        "text-background-opacity": 0.85,
        "text-background-padding": 0,
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
        "text-max-width": scaled(WIDEST),
        "border-width": scaled(4, SHRINKING),
        "border-color": token("link"),
        color: token("bg"),
        "text-margin-y": scaled(5),
        "text-background-color": token("link"),
        "text-background-opacity": 1,
        "text-background-padding": scaled(3),
        "text-background-shape": "round-rectangle",
        "z-index": 20,
      },
    },
    ...Object.entries(SIDES).map(([side, style]) => ({ selector: `node.${side}`, style })),
    // Names are not to be drawn over.
    { selector: "node.unnamed", style: { label: "", "z-index": 0 } },
  ];
}

function edgeStyle(token) {
  const strong = token("link");
  return [
    {
      selector: "edge",
      style: {
        width: scaled(1),
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
        width: scaled(2),
        "line-color": strong,
        "target-arrow-color": strong,
        "curve-style": "bezier", // parallel relations stand side by side
        "control-point-step-size": scaled(34),
        "z-index": 5,
      },
    },
    {
      selector: "edge.told",
      style: {
        label: "data(label)",
        color: token("text"),
        "font-size": scaled(FONT - 0.5),
        "font-family": FAMILY,
        "text-rotation": "autorotate",
        "text-background-color": token("bg"),
        "text-background-opacity": 0.9,
        "text-background-padding": scaled(1),
        "z-index": 15,
      },
    },
  ];
}

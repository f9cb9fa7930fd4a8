// How each kind of node is drawn: an Okabe-Ito colour (Okabe and Ito, Color Universal Design, 2008)
// and a shape of its own, so that nobody needs the colours to tell kinds apart.

const ORANGE = "#e69f00";
const SKY = "#56b4e9";
const GREEN = "#009e73";
const YELLOW = "#f0e442";
const BLUE = "#0072b2";
const VERMILLION = "#d55e00";
const PURPLE = "#cc79a7";
const GREY = "#999999"; // the palette's grey variant; its black would vanish in the dark

/** Regular polygon, first corner up. */
function regular(corners, turn = 0) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * (i + turn)) / corners - Math.PI / 2;
    return [Math.cos(angle), Math.sin(angle)];
  }).flat();
}

/** Star: corners alternate between the rim and an inner circle. */
function star(points, inner) {
  return Array.from({ length: 2 * points }, (_, i) => {
    const angle = (Math.PI * i) / points - Math.PI / 2;
    const radius = i % 2 ? inner : 1;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }).flat();
}

// Corners as x, y pairs in a square from -1 to 1, y downwards.
const CIRCLE = regular(24);
const SHAPES = {
  Concept: [GREY, CIRCLE],
  Tool: [BLUE, [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85]],
  Model: [VERMILLION, regular(3)],
  UseCase: [GREEN, regular(4)],
  Pattern: [PURPLE, regular(6)],
  Feature: [SKY, regular(5)],
  Metric: [YELLOW, star(5, 0.45)],
  DataSource: [ORANGE, [-0.6, -0.9, 0.6, -0.9, 1, 0.9, -1, 0.9]],
  Tradeoff: [PURPLE, [-1, -0.9, 0, -0.25, 1, -0.9, 1, 0.9, 0, 0.25, -1, 0.9]],
  Option: [SKY, [-1, -0.6, 0.35, -0.6, 1, 0, 0.35, 0.6, -1, 0.6]],
  Question: [YELLOW, [-1, -0.6, 0.6, -0.6, 1, 0.6, -0.6, 0.6]],
  Step: [ORANGE, [-1, -0.7, 0.4, -0.7, 1, 0, 0.4, 0.7, -1, 0.7, -0.4, 0]],
  Component: [GREEN, regular(8, 0.5)],
  Trigger: [VERMILLION, [-1, -0.8, 1, -0.8, 0, 0.95]],
  Section: [GREY, [-0.95, -0.55, 0.95, -0.55, 0.95, 0.55, -0.95, 0.55]],
  Passage: [GREY, [-0.5, -0.9, 0.5, -0.9, 0.5, 0.9, -0.5, 0.9]],
};
const UNKNOWN = [GREY, star(4, 0.4)];

/** Colour of a kind. */
export function colour(kind) {
  return (SHAPES[kind] ?? UNKNOWN)[0];
}

/** Corners of a kind's shape. */
export function corners(kind) {
  return (SHAPES[kind] ?? UNKNOWN)[1];
}

/** A kind's name as words: "UseCase" is "Use case". */
export function kindName(kind) {
  const words = kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The shape as a small drawing for legend, list and facts. */
export function kindIcon(kind) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("viewBox", "-1.2 -1.2 2.4 2.4");
  icon.setAttribute("class", "kind-icon");
  icon.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(space, "polygon");
  shape.setAttribute("points", corners(kind).map((value) => value.toFixed(3)).join(" "));
  shape.setAttribute("fill", colour(kind));
  icon.append(shape);
  return icon;
}

// The view that shows some nodes, names and all, in a part of the canvas.

import { CHARACTER, LINE } from "./canvas-style.js";

const ROUNDS = 30; // of halving: exact to a millionth
const RADIUS = 14; // pixels a node may reach beyond its place
const MARGIN = 12;
const MOST = 3; // times that places are drawn apart

/**
 * Zoom and pan that show nodes of given places ({x, y, letters}) in an area ({left, top, width,
 * height} in pixels of the canvas), as large as fits but no larger than `most`.
 */
export function viewOf(places, area, least, most) {
  let [low, high] = [least, most];
  if (fits(places, area, high)) low = high;
  for (let round = 0; round < ROUNDS && low < high; round += 1) {
    const zoom = (low + high) / 2;
    if (fits(places, area, zoom)) low = zoom;
    else high = zoom;
  }
  const box = boxAt(places, low);
  return {
    zoom: low,
    pan: {
      x: area.left + area.width / 2 - (box.left + box.right) / 2,
      y: area.top + area.height / 2 - (box.top + box.bottom) / 2,
    },
  };
}

/**
 * By how much places ({x, y}) are to be drawn apart, across and down, so that they take the shape
 * of an area ({width, height}): the service lays them out for a wide screen. Nothing is drawn
 * together, for names have their size.
 */
export function stretch(places, { width, height }) {
  const extent = (axis) => {
    const all = places.map((place) => place[axis]);
    return Math.max(1, Math.max(...all) - Math.min(...all));
  };
  if (places.length < 2 || !width || !height) return { x: 1, y: 1 };
  const down = (height / width) * (extent("x") / extent("y"));
  return { x: Math.min(MOST, Math.max(1, 1 / down)), y: Math.min(MOST, Math.max(1, down)) };
}

function fits(places, area, zoom) {
  const box = boxAt(places, zoom);
  return (
    box.right - box.left + 2 * MARGIN <= area.width &&
    box.bottom - box.top + 2 * MARGIN <= area.height
  );
}

/** What the nodes take up at a zoom, in pixels; names have the same size at every zoom. */
function boxAt(places, zoom) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, letters } of places) {
    const half = Math.max(RADIUS, (letters * CHARACTER) / 2);
    box.left = Math.min(box.left, x * zoom - half);
    box.right = Math.max(box.right, x * zoom + half);
    box.top = Math.min(box.top, y * zoom - RADIUS);
    box.bottom = Math.max(box.bottom, y * zoom + RADIUS + 2 * LINE);
  }
  return box;
}

/**
 * The largest part of an element that nothing covers: elements over its corner take a strip of
 * its left or of its top, whichever costs less, those over its whole bottom what is under them.
 */
export function freeArea(element, { corner, bottom }) {
  const box = element.getBoundingClientRect();
  const area = { left: 0, top: 0, width: box.width, height: box.height };
  const under = covering(bottom, box);
  if (under) area.height = Math.max(0, under.top - box.top);
  const over = covering(corner, box);
  if (!over) return area;
  const [x, y] = [over.right - box.left, over.bottom - box.top];
  if (x * area.height < y * area.width) return { ...area, left: x, width: area.width - x };
  return { ...area, top: y, height: Math.max(0, area.height - y) };
}

/** Boxes [left, top, right, bottom] in an element that others cover, in its own pixels. */
export function coveredBoxes(element, others) {
  const box = element.getBoundingClientRect();
  return others
    .map((other) => covering(other, box))
    .filter(Boolean)
    .map(({ left, top, right, bottom }) => {
      return [left - box.left, top - box.top, right - box.left, bottom - box.top];
    });
}

function covering(element, box) {
  if (!element || element.hidden) return null;
  const other = element.getBoundingClientRect();
  const apart =
    other.left >= box.right ||
    other.right <= box.left ||
    other.top >= box.bottom ||
    other.bottom <= box.top;
  return apart || !other.width || !other.height ? null : other;
}

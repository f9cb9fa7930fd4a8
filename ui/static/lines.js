// Source lines: asked of the service and written as text, never as HTML.

import { get, sourcePath } from "./service.js";

const CONTEXT = 4; // lines shown before and after the cited ones

/** Make an element with text and attributes; children are elements or strings. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Say which lines a source has, as the answers do: "line 3", "lines 3–5". */
export function linesText(first, last) {
  return last > first ? `lines ${first}–${last}` : `line ${first}`;
}

/**
 * Fetch the cited lines with some around them, and a button that opens the whole file there; gives
 * an element, also when that fails.
 */
export async function sourceLines(path, first, last) {
  const from = Math.max(1, first - CONTEXT);
  const range = `?line_start=${from}&line_end=${last + CONTEXT}`;
  const shown = await fetched(`${sourcePath(path)}${range}`, first, last);
  const box = make("div", {}, shown.lines);
  if (shown.isWhole) return box;
  const more = make("button", { type: "button", class: "db-whole-file" }, "Open the whole file");
  more.addEventListener("click", async () => {
    more.disabled = true;
    const { lines } = await fetched(sourcePath(path), first, last);
    lines.classList.add("db-whole");
    box.replaceChildren(lines);
    lines.querySelector(".db-cited")?.scrollIntoView({ block: "center" });
    lines.tabIndex = 0;
    lines.focus({ preventScroll: true });
  });
  box.append(more);
  return box;
}

async function fetched(address, first, last) {
  try {
    const { lines, total_lines: total } = await get(address);
    const list = make("ol", { class: "db-lines" }, ...lines.map((line) => row(line, first, last)));
    return { lines: list, isWhole: lines.length === total };
  } catch (problem) {
    return { lines: make("p", { class: "db-problem", role: "alert" }, problem.message), isWhole: true };
  }
}

function row(line, first, last) {
  const cited = line.number >= first && line.number <= last;
  const text = make("span", { class: "db-text" });
  text.append(cited ? make("mark", {}, line.text) : line.text);
  return make(
    "li",
    { class: cited ? "db-cited" : "", "data-line": line.number },
    make("span", { class: "db-number" }, String(line.number)),
    text,
  );
}

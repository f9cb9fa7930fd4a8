// Walks over the graph that the page holds, along edges in either direction: neighbourhoods and
// shortest paths, breadth first.

/** Ids of a node and of all within some steps of it. */
export function within(edges, id, steps) {
  const joined = neighbours(edges);
  const found = new Set([id]);
  let layer = [id];
  for (let step = 0; step < steps; step += 1) {
    layer = layer.flatMap((here) => [...(joined.get(here) ?? []).keys()]);
    layer = [...new Set(layer)].filter((there) => !found.has(there));
    for (const there of layer) found.add(there);
  }
  return found;
}

/** Edges of a shortest path from a node to another, one for each step; null without any path. */
export function shortestPath(edges, from, to) {
  const joined = neighbours(edges);
  const cameFrom = new Map([[from, null]]);
  for (const here of cameFrom.keys()) {
    if (here === to) break;
    // What is added while a map is walked is come to later: this is the queue.
    for (const [there, edge] of joined.get(here) ?? []) {
      if (!cameFrom.has(there)) cameFrom.set(there, { here, edge });
    }
  }
  if (!cameFrom.has(to)) return null;
  const path = [];
  for (let step = cameFrom.get(to); step; step = cameFrom.get(step.here)) path.unshift(step.edge);
  return path;
}

/** For each node its neighbours, each with the first edge between both. */
function neighbours(edges) {
  const joined = new Map();
  const join = (here, there, edge) => {
    if (!joined.has(here)) joined.set(here, new Map());
    const others = joined.get(here);
    if (!others.has(there)) others.set(there, edge);
  };
  for (const edge of edges) {
    join(edge.source, edge.target, edge);
    join(edge.target, edge.source, edge);
  }
  return joined;
}

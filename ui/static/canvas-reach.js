// What of the drawing is in view, and about as much around it.

/** Elements of the drawing that are shown and may be seen, or would be after a short movement. */
export function inReach(cy) {
  const [width, height] = [cy.width(), cy.height()];
  const zoom = cy.zoom();
  const pan = cy.pan();
  const seen = (...points) => {
    const across = points.map(({ x }) => x * zoom + pan.x);
    const down = points.map(({ y }) => y * zoom + pan.y);
    return (
      Math.min(...across) <= 1.5 * width &&
      Math.max(...across) >= -0.5 * width &&
      Math.min(...down) <= 1.5 * height &&
      Math.max(...down) >= -0.5 * height
    );
  };
  const nodes = cy.nodes().filter((node) => seen(node.position()));
  const edges = cy.edges().filter((edge) => {
    return seen(edge.source().position(), edge.target().position());
  });
  return [...nodes.toArray(), ...edges.toArray()].filter((element) => !element.hasClass("hidden"));
}

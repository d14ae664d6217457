// The proof that a laid-out picture is readable: no box or word lies on another, no line runs through a box or a word that is not its own.
// What is not here: the layout.
const overlap = (a, b) => a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5;
const within = ({ x, y, width, height }, by) => ({ x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by });

function* leavesOf(node) {
  for (const child of node.children ?? []) {
    if ((child.children ?? []).length === 0) yield child;
    yield* leavesOf(child);
  }
}

function* stretchesOf({ sections = [] }) {
  for (const { startPoint, bendPoints = [], endPoint } of sections) {
    const points = [startPoint, ...bendPoints, endPoint];
    for (let at = 0; at + 1 < points.length; at += 1) {
      const [a, b] = [points[at], points[at + 1]];
      yield { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x) + 0.6, height: Math.abs(a.y - b.y) + 0.6 };
    }
  }
}

/** What lies on what in a graph that elkjs laid out; empty for a clear picture. */
export function collisionsOf(graph) {
  const edges = graph.edges ?? [];
  const leaves = [...leavesOf(graph)];
  const labels = edges.flatMap((edge) => (edge.labels ?? []).map((label) => ({ ...label, edge })));
  const rects = [...leaves, ...labels];
  const found = rects.flatMap((one, index) => rects.slice(index + 1).filter((other) => overlap(one, other)).map((other) => `${one.id} on ${other.id}`));
  for (const edge of edges) {
    const others = [...leaves.filter(({ id }) => !edge.sources.includes(id) && !edge.targets.includes(id)), ...labels.filter((label) => label.edge !== edge)];
    for (const stretch of stretchesOf(edge)) for (const other of others) if (overlap(stretch, within(other, 2))) found.push(`${edge.id} through ${other.id}`);
  }
  return found;
}

/** Finds a place for every scene on the map, so that ways run downwards and cross little. */
import dagre from "@dagrejs/dagre";
import type { Drawing, MapEdge, MapNode, Point } from "./drawing";

const MARGIN = 16;

/** The library measures boxes only: ways that swing out beyond them need room as well. */
function moved(
  spots: ReadonlyMap<string, Point>,
  ways: ReadonlyMap<string, readonly Point[]>,
  width: number,
  height: number,
): Drawing {
  const all = [...ways.values()].flat().map(({ x }) => x);
  const left = Math.max(0, MARGIN - Math.min(...all, MARGIN));
  const right = Math.max(width, Math.max(...all, 0) + MARGIN);
  const shift = ({ x, y }: Point): Point => ({ x: x + left, y });
  return {
    width: right + left,
    height,
    spots: new Map([...spots].map(([key, spot]) => [key, shift(spot)])),
    ways: new Map([...ways].map(([key, points]) => [key, points.map(shift)])),
  };
}

export function layoutOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): Drawing {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 20, ranksep: 48, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.key, { width: node.width, height: node.height });
  for (const edge of edges) graph.setEdge(edge.from, edge.to, {}, edge.key);
  dagre.layout(graph);
  const spots = new Map(nodes.map(({ key }) => [key, graph.node(key)]));
  const ways = new Map(edges.map((edge) => [edge.key, graph.edge(edge.from, edge.to, edge.key).points]));
  return moved(spots, ways, graph.graph().width ?? 0, graph.graph().height ?? 0);
}

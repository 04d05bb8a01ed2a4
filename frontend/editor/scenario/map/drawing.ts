/** What the map is made of: scenes and endings as boxes, choices as ways between them. Pure. */
import { itemOf } from "../../forms/api";
import type { Scenario } from "../model";
import { spots, titleOf } from "../tree";

export interface MapNode {
  key: string;
  id: string;
  title: string;
  ending: boolean;
  width: number;
  height: number;
}

export interface MapEdge {
  key: string;
  from: string;
  to: string;
  /** Numbers (from 1) of the choices that take this way. */
  by: number[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  /** The middle of each box. */
  spots: ReadonlyMap<string, Point>;
  ways: ReadonlyMap<string, readonly Point[]>;
}

const WIDTH = 160;
const HEIGHT = 50;

export function nodesOf(it: Scenario): MapNode[] {
  return (["scenes", "endings"] as const).flatMap((group) =>
    it[group].map((part, at) => ({
      key: itemOf(it, [group, at]),
      id: part.id,
      title: titleOf(part),
      ending: group === "endings",
      width: WIDTH,
      height: HEIGHT,
    })),
  );
}

/** Choices that share a target share a way; a target that does not exist has none. */
export function edgesOf(it: Scenario): MapEdge[] {
  const where = spots(it);
  const found = new Map<string, MapEdge>();
  it.scenes.forEach((scene, at) => {
    const from = itemOf(it, ["scenes", at]);
    scene.choices.forEach((choice, nth) => {
      const spot = where.get(choice.to);
      if (!spot) return;
      const to = itemOf(it, [spot.group, spot.at]);
      const key = `${from}>${to}`;
      const by = [...(found.get(key)?.by ?? []), nth + 1];
      found.set(key, { key, from, to, by });
    });
  });
  return [...found.values()];
}

const round = (number: number): number => Math.round(number * 10) / 10;
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** A soft line through all points of a way. */
export function lineOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  if (!first || !last) return "";
  const bends = rest.slice(0, -1).map((point, nth) => {
    const next = rest[nth + 1] ?? last;
    const end = nth === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${bends.length ? bends.join("") : `L${at(last)}`}`;
}

/** Where the number of a way stands: in the middle of its first bend. */
export function labelOf(points: readonly Point[]): Point | null {
  const [first, bend, ...rest] = points;
  if (!first || !bend) return null;
  const after = rest[0] ?? bend;
  const end = rest.length > 1 ? { x: (bend.x + after.x) / 2, y: (bend.y + after.y) / 2 } : after;
  const between = (a: number, b: number, c: number) => a / 4 + b / 2 + c / 4;
  return { x: between(first.x, bend.x, end.x), y: between(first.y, bend.y, end.y) };
}

/** Where an arrow key leads from a box: along the ways up and down, to the neighbours left and right. */
export function stepFrom(key: string, arrow: string, drawing: Drawing, edges: readonly MapEdge[]): string | null {
  const here = drawing.spots.get(key);
  if (!here) return null;
  if (arrow === "ArrowDown") return edges.find((edge) => edge.from === key && edge.to !== key)?.to ?? null;
  if (arrow === "ArrowUp") return edges.find((edge) => edge.to === key && edge.from !== key)?.from ?? null;
  const way = arrow === "ArrowRight" ? 1 : arrow === "ArrowLeft" ? -1 : 0;
  const beside = [...drawing.spots]
    .map(([other, spot]) => ({ other, ahead: (spot.x - here.x) * way, aside: Math.abs(spot.y - here.y) }))
    .filter((one) => one.ahead > 0 && one.aside < HEIGHT);
  beside.sort((a, b) => a.ahead - b.ahead);
  return beside[0]?.other ?? null;
}

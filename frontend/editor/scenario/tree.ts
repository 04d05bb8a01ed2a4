/**
 * The outline of a scenario: every scene stands under the one from which it is reached first.
 *
 * Breadth first from the start, so a scene's level is the smallest number of decisions that lead
 * to it. A way back to a scene that has its place already is a leaf; nothing here recurses, so
 * that a long scenario cannot exhaust the stack.
 */
import { t } from "../api";
import { itemOf } from "../forms/api";
import type { Group, Scenario } from "./model";

/** The tab, and what stands in its outline besides scenes and endings. */
export const SCENES = "scenes";
export const INTRODUCTION = "introduction";
export const QUESTIONS = "questions";

/** Where a scene or an ending stands in the scenario. */
export interface Spot {
  group: Group;
  at: number;
}

export const titleOf = (part: { id: string; title: string }): string =>
  part.title.trim() || t("Untitled ({id})", { id: part.id });

export enum Leaf {
  Scene = "scene",
  Ending = "ending",
  Back = "back",
  Missing = "missing",
}

export interface TreeNode {
  /** Stays the same while the author edits, so that folded branches stay folded. */
  key: string;
  kind: Leaf;
  /** Where the scene or ending stands in the scenario; −1 for a target that does not exist. */
  group: Group;
  at: number;
  id: string;
  title: string;
  /** Numbers (from 1) of the choices of the scene above that lead here. */
  by: number[];
  children: TreeNode[];
}

export interface Outline {
  start: TreeNode | null;
  unreached: TreeNode[];
}

const spotKey = (spot: Spot) => `${spot.group}:${spot.at}`;

/** The first part that carries an id is the one that play would reach. */
export function spots(it: Scenario): Map<string, Spot> {
  const found = new Map<string, Spot>();
  for (const group of ["scenes", "endings"] as const)
    it[group].forEach((part, at) => {
      if (part.id && !found.has(part.id)) found.set(part.id, { group, at });
    });
  return found;
}

/** What is shown before anything was selected: the scene where the scenario starts. */
export function selectedItem(it: Scenario): string {
  const start = spots(it).get(it.start);
  return start ? itemOf(it, [start.group, start.at]) : INTRODUCTION;
}

export function outline(it: Scenario): Outline {
  const where = spots(it);
  const placed = new Set<string>();

  const nodeAt = (spot: Spot, by: number[]): TreeNode => {
    placed.add(spotKey(spot));
    const part = it[spot.group][spot.at];
    return {
      key: itemOf(it, [spot.group, spot.at]),
      kind: spot.group === "scenes" ? Leaf.Scene : Leaf.Ending,
      ...spot,
      id: part?.id ?? "",
      title: part?.title ?? "",
      by,
      children: [],
    };
  };

  const grow = (root: TreeNode): TreeNode => {
    const waiting = [root];
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      if (node.kind !== Leaf.Scene) continue;
      for (const [to, by] of targets(it, node.at)) {
        const spot = where.get(to);
        const fresh = spot && !placed.has(spotKey(spot));
        const child = fresh ? nodeAt(spot, by) : pointer(it, node, to, spot, by);
        node.children.push(child);
        if (fresh) waiting.push(child);
      }
    }
    return root;
  };

  const first = where.get(it.start);
  const start = first ? grow(nodeAt(first, [])) : null;
  const entered = new Set(it.scenes.flatMap((scene) => scene.choices.map((one) => one.to)));
  const rest = (["scenes", "endings"] as const).flatMap((group) =>
    it[group].map((part, at) => ({ group, at, entered: entered.has(part.id) })),
  );
  // Scenes that nothing leads to come first: what hangs on them is then shown under them.
  rest.sort((a, b) => Number(a.entered) - Number(b.entered));
  const unreached: TreeNode[] = [];
  for (const { group, at } of rest)
    if (!placed.has(spotKey({ group, at }))) unreached.push(grow(nodeAt({ group, at }, [])));
  return { start, unreached };
}

/** The targets of a scene in the order of its choices; those that share a target are one entry. */
function targets(it: Scenario, at: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  it.scenes[at]?.choices.forEach((choice, nth) => {
    found.set(choice.to, [...(found.get(choice.to) ?? []), nth + 1]);
  });
  return found;
}

function pointer(it: Scenario, from: TreeNode, to: string, spot: Spot | undefined, by: number[]): TreeNode {
  const part = spot && it[spot.group][spot.at];
  return {
    key: `${from.key}>${to}`,
    kind: part ? Leaf.Back : Leaf.Missing,
    group: spot?.group ?? "scenes",
    at: spot?.at ?? -1,
    id: to,
    title: part?.title ?? "",
    by,
    children: [],
  };
}

export interface Row {
  node: TreeNode;
  level: number;
  /** Place among its siblings, from 1, and how many there are: what a screen reader says. */
  place: number;
  size: number;
}

/** The rows that are to be seen, from top to bottom, when some branches are folded. */
export function visibleRows(roots: readonly TreeNode[], folded: ReadonlySet<string>, level = 1): Row[] {
  const rows: Row[] = [];
  const stack: Row[] = roots.map((node, at) => ({ node, level, place: at + 1, size: roots.length })).reverse();
  for (let row = stack.pop(); row; row = stack.pop()) {
    rows.push(row);
    if (folded.has(row.node.key)) continue;
    const below = row.level + 1;
    const { children } = row.node;
    for (let at = children.length - 1; at >= 0; at--) {
      const node = children[at];
      if (node) stack.push({ node, level: below, place: at + 1, size: children.length });
    }
  }
  return rows;
}

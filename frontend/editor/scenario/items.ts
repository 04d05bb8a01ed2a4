/**
 * The name by which the editor remembers which scene or ending is selected.
 *
 * Made of the id, so that it survives deleting, undoing and taking somebody else's version; and of
 * its turn among those with the same id, so that in a draft with two namesakes both can be reached.
 */
import type { Scenario } from "./model";

export type Group = "scenes" | "endings";

/** Where a scene or ending stands in the definition. */
export interface Spot {
  group: Group;
  at: number;
}

export const INTRODUCTION = "introduction";
export const QUESTIONS = "questions";

export function itemOf(it: Scenario, { group, at }: Spot): string {
  const id = it[group][at]?.id ?? "";
  const turn = it[group].slice(0, at).filter((part) => part.id === id).length;
  return `${group}:${turn}:${id}`;
}

export function spotOf(it: Scenario, item: string): Spot | null {
  const found = /^(scenes|endings):(\d+):(.*)$/s.exec(item);
  if (!found) return null;
  const group = found[1] as Group;
  let turn = Number(found[2]);
  const at = it[group].findIndex((part) => part.id === found[3] && turn-- === 0);
  return at < 0 ? null : { group, at };
}

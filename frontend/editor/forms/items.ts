/**
 * The name by which the editor remembers which part is selected.
 *
 * Made of the id, so that it survives deleting, undoing and taking somebody else's version; and of
 * its turn among those with the same id, so that in a draft with two namesakes both can be reached.
 */
import type { Loose } from "../api";

/** Where a part of the whole stands: in which list, at which place. */
export type Step = readonly [list: string, at: number];

const partsOf = (definition: object, list: string): readonly Loose[] => {
  const parts = (definition as Loose)[list];
  return Array.isArray(parts) ? parts : [];
};

export function itemOf(definition: object, [list, at]: Step): string {
  const parts = partsOf(definition, list);
  const id = parts[at]?.id ?? "";
  return `${list}:${parts.slice(0, at).filter((one) => one.id === id).length}:${id}`;
}

/** null when there is no such part. */
export function stepOf(definition: object, item: string): Step | null {
  const [, list = "", turn, id] = /^(\w+):(\d+):(.*)$/s.exec(item) ?? [];
  let left = Number(turn);
  const at = partsOf(definition, list).findIndex((one) => one.id === id && left-- === 0);
  return at < 0 ? null : [list, at];
}

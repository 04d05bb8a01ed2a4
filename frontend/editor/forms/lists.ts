/** Small changes of lists that leave the list itself as it was. */

export const replacedAt = <T>(list: readonly T[], index: number, item: T): T[] =>
  list.map((old, at) => (at === index ? item : old));

export const removedAt = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

export const insertedAt = <T>(list: readonly T[], index: number, item: T): T[] => [
  ...list.slice(0, index),
  item,
  ...list.slice(index),
];

/** An index outside the list changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return insertedAt(removedAt(list, from), to, item);
}

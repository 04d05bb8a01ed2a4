/**
 * Two people's work on one definition, put together: where only one of them changed something, that
 * change is taken; where both did, mine.
 *
 * A part that one deleted and the other went on writing stays, because deleting again is easy and
 * writing again is not.
 */
type Item = Record<string, unknown>;

/** Equal content. Parts that were not touched are the same object, so this looks only where something changed. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (!isItem(one) || !isItem(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]))
  );
}

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** By what an item of a list is known again; undefined for plain values. */
function keyOf(item: unknown): string | undefined {
  if (!isItem(item)) return undefined;
  if (typeof item.lang === "string") return `${item.lang}/${String(item.workplace ?? "")}`;
  const key = item.id ?? item.for ?? item.competence ?? item.role;
  return typeof key === "string" ? key : undefined;
}

/** null when an item has no key or two have the same one: then the list is taken whole. */
function keyed(list: readonly unknown[]): Map<string, unknown> | null {
  const found = new Map<string, unknown>();
  for (const item of list) {
    const key = keyOf(item);
    if (key === undefined || found.has(key)) return null;
    found.set(key, item);
  }
  return found;
}

export function merged<T>(base: T, mine: T, theirs: T): T {
  return merge(base, mine, theirs) as T;
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, base) || same(mine, theirs)) return theirs;
  if (same(theirs, base)) return mine;
  if (Array.isArray(mine) && Array.isArray(theirs)) return mergeLists(Array.isArray(base) ? base : [], mine, theirs);
  if (isItem(mine) && isItem(theirs)) return mergeItems(isItem(base) ? base : {}, mine, theirs);
  return mine;
}

function mergeItems(base: Item, mine: Item, theirs: Item): Item {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return Object.fromEntries(
    [...names]
      .map((name) => [name, merge(base[name], mine[name], theirs[name])])
      .filter(([, value]) => value !== undefined),
  );
}

function mergeLists(baseList: unknown[], mineList: unknown[], theirList: unknown[]): unknown[] {
  const [base, mine, theirs] = [keyed(baseList), keyed(mineList), keyed(theirList)];
  if (!base || !mine || !theirs) return mineList;
  const stays = (key: string): boolean => {
    if (mine.has(key) && theirs.has(key)) return true;
    if (!base.has(key)) return true;
    return !same(base.get(key), mine.has(key) ? mine.get(key) : theirs.get(key));
  };
  return orderOf(base, mine, theirs)
    .filter(stays)
    .map((key) => {
      if (!mine.has(key)) return theirs.get(key);
      if (!theirs.has(key)) return mine.get(key);
      return merge(base.get(key), mine.get(key), theirs.get(key));
    });
}

type Keys = ReadonlyMap<string, unknown>;

/** My order, unless only they changed the order; what only the other side has follows its neighbour. */
function orderOf(base: Keys, mine: Keys, theirs: Keys): string[] {
  const common = (keys: Keys) => [...keys.keys()].filter((key) => base.has(key) && mine.has(key) && theirs.has(key));
  const [lead, rest] = same(common(base), common(mine)) ? [theirs, mine] : [mine, theirs];
  const order = [...lead.keys()];
  let before = -1;
  for (const key of rest.keys()) {
    const at = order.indexOf(key);
    if (at < 0) order.splice(before + 1, 0, key);
    before = at < 0 ? before + 1 : at;
  }
  return order;
}

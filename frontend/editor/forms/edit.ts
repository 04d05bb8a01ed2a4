/**
 * What an author does to the parts of any definition; each function takes a whole and gives a new one.
 *
 * Parts are named by their place in the lists and not by id, so that a draft in which two carry the same id can still
 * be mended. Translations go where their part goes.
 */
import {
  type Authored,
  type Description,
  type FieldFacts,
  factsOf,
  holders,
  type Loose,
  type Part,
  partsIn,
  readPart,
  wholeOf,
  withPathsDropped,
  withPathsMoved,
  word,
} from "../api";
import { newId } from "./ids";
import { removedAt, replacedAt } from "./lists";

/** The way to a part: the list and the place in it, from the whole down. */
export type Spot = readonly (readonly [list: string, at: number])[];

/** The part of a spot, with its path; undefined when it is gone. */
export function partAt(all: Description, definition: object, spot: Spot): Part | undefined {
  return spot.reduce<Part | undefined>(
    (owner, [list, at]) => owner && partsIn(all, owner, factsOf(all, owner.of, list))[at],
    wholeOf(definition),
  );
}

export function withPart<T extends object>(owner: T, spot: Spot, change: object): T {
  const [step, ...rest] = spot;
  if (!step) return { ...owner, ...change };
  const [list, at] = step;
  const value = (owner as Loose)[list];
  if (!Array.isArray(value)) return { ...owner, [list]: withPart((value as object | null) ?? {}, rest, change) };
  const part: object | undefined = value[at];
  return part ? { ...owner, [list]: replacedAt(value, at, withPart(part, rest, change)) } : owner;
}

/** Everything whose ids must differ from the ids of a list: the list itself, or all lists that share them with it. */
function besides(all: Description, definition: object, owner: Part, field: FieldFacts): Part[] {
  if (!field.ids) return partsIn(all, owner, field);
  const inside = (part: Part): Part[] =>
    holders(all, part.of).flatMap((one) => {
      const parts = partsIn(all, part, one);
      return [...(one.ids === field.ids ? parts : []), ...parts.flatMap(inside)];
    });
  return inside(wholeOf(definition));
}

export interface Added<D> {
  definition: D;
  part: Part;
}

/** A new part stands last; it has what every new one has, and what it is begun with. */
export function withNewPart<D extends object>(
  all: Description,
  it: D,
  spot: Spot,
  list: string,
  begun: object = {},
): Added<D> | null {
  const owner = partAt(all, it, spot);
  if (!owner) return null;
  const field = factsOf(all, owner.of, list);
  const items = owner.it[list] as Loose[];
  const id = field.key?.includes("id") ? { id: freeId(all, it, owner, field) } : {};
  const part = readPart(all, field.of ?? "", { ...id, ...begun });
  const definition = withPart(it, spot, { [list]: [...items, part] });
  const made = partAt(all, definition, [...spot, [list, items.length]]);
  return made ? { definition, part: made } : null;
}

/** An id that no part has or had. */
export const freeId = (all: Description, it: object, owner: Part, field: FieldFacts): string =>
  newId(besides(all, it, owner, field).flatMap((one) => [word(one.it.id), ...wasOf(one.it)]));

/** Earlier ids, where a kind of part remembers them, so that nobody who stands there loses the place. */
const wasOf = ({ was }: Loose): string[] => (Array.isArray(was) ? was.map(word) : []);

/** Translations go with what they translate, unless a namesake still needs them; a workplace takes those made for it. */
export function withoutPart<D extends Authored>(all: Description, it: D, spot: Spot, list: string, at: number): D {
  const gone = partAt(all, it, [...spot, [list, at]]);
  const owner = partAt(all, it, spot);
  if (!gone || !owner) return it;
  const left = withPart(it, spot, { [list]: removedAt(owner.it[list] as Loose[], at) });
  const stays = partAt(all, left, spot);
  const namesake =
    stays && besides(all, left, stays, factsOf(all, stays.of, list)).some((one) => one.path === gone.path);
  if (namesake) return left;
  const variants = list === "workplaces" ? left.variants.filter((one) => one.workplace !== gone.it.id) : left.variants;
  return { ...left, variants: withPathsDropped(variants, gone.path) };
}

/** Is the id today's or an earlier one of another part? */
export function idTaken(all: Description, it: object, spot: Spot, id: string): boolean {
  const owner = partAt(all, it, spot.slice(0, -1));
  const [list = ""] = spot[spot.length - 1] ?? [];
  const own = partAt(all, it, spot)?.it;
  if (!owner) return false;
  const others = besides(all, it, owner, factsOf(all, owner.of, list)).filter((one) => one.it !== own);
  return others.some((one) => one.it.id === id || wasOf(one.it).includes(id));
}

/** The translations, and whatever names the part by its id, follow the new one; the old one is remembered in `was`. */
export function withId<D extends Authored>(all: Description, it: D, spot: Spot, id: string): D {
  const before = partAt(all, it, spot);
  if (!before || before.it.id === id || idTaken(all, it, spot, id)) return it;
  const old = word(before.it.id);
  const was = [...wasOf(before.it).filter((one) => one !== id && one !== old), ...(old ? [old] : [])];
  const renamed = withPart(it, spot, before.it.was ? { id, was } : { id });
  const after = partAt(all, renamed, spot);
  if (!old || !after) return renamed;
  const lists = spot.map(([list]) => list).join(".");
  const follow = (of: string, part: Loose): Loose => {
    const changed = { ...part };
    for (const field of all[of] ?? []) {
      const value = part[field.name];
      if (field.reference?.includes(lists) && value === old) changed[field.name] = id;
      if (field.of && Array.isArray(value)) changed[field.name] = value.map((one) => follow(field.of ?? "", one));
    }
    return changed;
  };
  const followed = follow("Definition", renamed as unknown as Loose) as unknown as D;
  return { ...followed, variants: withPathsMoved(it.variants, before.path, after.path, false) };
}

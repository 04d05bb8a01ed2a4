/**
 * What differs between two definitions, place by place, so that an author can read it.
 *
 * A block lays its definition out as leaves: path → text. A part that exists on one side only is
 * one difference; what is inside it is not listed again.
 */

/** A list of ids stands for an order: it differs only when what both sides have stands otherwise. */
export type Leaf = string | readonly string[];
export type Leaves = ReadonlyMap<string, Leaf>;

export interface Difference {
  path: string;
  /** null: not there. An order is empty: its ids say nothing to an author. */
  before: string | null;
  after: string | null;
}

const inside = (path: string, parts: ReadonlySet<string>): boolean => {
  for (let cut = path.lastIndexOf("/"); cut > 0; cut = path.lastIndexOf("/", cut - 1))
    if (parts.has(path.slice(0, cut))) return true;
  return false;
};

function equal(one: Leaf | undefined, other: Leaf | undefined): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  const common = one.filter((id) => other.includes(id));
  return common.join() === other.filter((id) => one.includes(id)).join();
}

const shown = (leaf: Leaf | undefined): string | null =>
  leaf === undefined ? null : typeof leaf === "string" ? leaf : "";

export function differences(before: Leaves, after: Leaves): Difference[] {
  const paths = new Set([...after.keys(), ...before.keys()]);
  const found = [...paths]
    .filter((path) => !equal(before.get(path), after.get(path)))
    .map((path) => ({ path, before: shown(before.get(path)), after: shown(after.get(path)) }));
  const whole = new Set(found.filter((one) => one.before === null || one.after === null).map((one) => one.path));
  return found.filter((one) => !inside(one.path, whole));
}

export enum Who {
  Mine = "mine",
  Theirs = "theirs",
  Both = "both",
}

export interface Contested {
  path: string;
  who: Who;
  mine: string | null;
  theirs: string | null;
}

/** What two people changed since the state from which both began; where they agree, nothing is said. */
export function contested(base: Leaves, mine: Leaves, theirs: Leaves): Contested[] {
  const byMe = new Set(differences(base, mine).map((one) => one.path));
  const byThem = new Set(differences(base, theirs).map((one) => one.path));
  return [...new Set([...byMe, ...byThem])]
    .map((path) => ({
      path,
      who: byMe.has(path) ? (byThem.has(path) ? Who.Both : Who.Mine) : Who.Theirs,
      mine: shown(mine.get(path)),
      theirs: shown(theirs.get(path)),
    }))
    .filter((one) => !equal(mine.get(one.path), theirs.get(one.path)));
}

export interface Marked {
  head: string;
  middle: string;
  tail: string;
}

/** Cuts a text where it begins and stops to differ from another, at word borders. */
export function marked(text: string, other: string): Marked {
  const words = text.split(/(\s+)/);
  const others = other.split(/(\s+)/);
  let start = 0;
  while (start < words.length && start < others.length && words[start] === others[start]) start++;
  let end = 0;
  const room = Math.min(words.length, others.length) - start;
  while (end < room && words[words.length - 1 - end] === others[others.length - 1 - end]) end++;
  return {
    head: words.slice(0, start).join(""),
    middle: words.slice(start, words.length - end).join(""),
    tail: words.slice(words.length - end).join(""),
  };
}

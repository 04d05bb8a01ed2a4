/**
 * What an author does to the scenes, the endings and the choices of a scenario, beyond what is done to any part.
 *
 * Each function takes a scenario and gives a new one.
 */
import {
  insertedAt,
  isPathOf,
  idTaken as isTaken,
  newId,
  withId,
  withNewPart,
  withoutPart,
  withPart,
  withPathsMoved,
} from "../api";
import type { Group } from "./items";
import { description, type Ending, type Scenario, type Scene } from "./model";

export interface Incoming {
  scene: number;
  choice: number;
}

/** The choices that lead to an id. */
export function incoming(it: Scenario, id: string): Incoming[] {
  return it.scenes.flatMap((scene, at) =>
    scene.choices.flatMap((choice, nth) => (choice.to === id ? [{ scene: at, choice: nth }] : [])),
  );
}

export interface Added {
  scenario: Scenario;
  id: string;
  at: number;
}

function added(it: Scenario, group: Group, begun: object): Added {
  const made = withNewPart(description, it, [], group, begun);
  return { scenario: made?.definition ?? it, id: made?.part.path ?? "", at: it[group].length };
}

/** A new scene stands last; the first one of all is where the scenario starts. */
export function addScene(it: Scenario, title: string): Added {
  const made = added(it, "scenes", { title });
  const start = it.scenes.length === 0 && !it.start ? made.id : it.start;
  return { ...made, scenario: { ...made.scenario, start } };
}

export const addEnding = (it: Scenario, title: string): Added => added(it, "endings", { title, level: 50 });

/** A copy stands behind its original, under a new id; its translations are copied with it. */
export function duplicate(it: Scenario, group: Group, at: number, title: string): Added {
  const original = it[group][at];
  if (!original) return { scenario: it, id: "", at };
  const id = newId([...it.scenes, ...it.endings].flatMap((part) => [part.id, ...part.was]));
  const parts = insertedAt<Scene | Ending>(it[group], at + 1, { ...original, id, title, was: [] });
  const variants = withPathsMoved(it.variants, original.id, id, true);
  return { scenario: { ...it, [group]: parts, variants }, id, at: at + 1 };
}

/** Choices that led there keep their target: the checks name it, and Undo restores everything. */
export const remove = (it: Scenario, group: Group, at: number): Scenario => withoutPart(description, it, [], group, at);

/** Is the id today's or an earlier one of another part? */
export function idTaken(it: Scenario, group: Group, at: number, id: string): boolean {
  const own = it[group][at];
  const earlier = [...it.scenes, ...it.endings].some((part) => part !== own && part.was.includes(id));
  return earlier || isTaken(description, it, [[group, at]], id);
}

/**
 * The old id stays known in `was`, so that nobody who stands in this scene loses the place;
 * choices, the start and the translations follow the new one.
 */
export function renameId(it: Scenario, group: Group, at: number, id: string): Scenario {
  const part = it[group][at];
  if (!part || !id || part.id === id || idTaken(it, group, at, id)) return it;
  const old = part.id;
  const was = [...part.was.filter((one) => one !== id && one !== old), ...(old ? [old] : [])];
  return withPart(withId(description, it, [[group, at]], id), [[group, at]], { was });
}

/** How many translated texts would go with a part. */
export const translationsOf = (it: Scenario, path: string): number =>
  it.variants.reduce((sum, variant) => sum + variant.texts.filter((text) => isPathOf(text.for, path)).length, 0);

/**
 * What an author does to the scenes and the endings of a scenario, beyond what is done to any part.
 *
 * Each function takes a scenario and gives a new one.
 */
import { factsOf, isPathOf, WHOLE, wholeOf, withPathsMoved } from "../api";
import { freeId, insertedAt, withNewPart } from "../forms/api";
import { description, type Ending, type Group, type Scenario, type Scene } from "./model";

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
  const id = freeId(description, it, wholeOf(it), factsOf(description, WHOLE, group));
  const parts = insertedAt<Scene | Ending>(it[group], at + 1, { ...original, id, title, was: [] });
  const variants = withPathsMoved(it.variants, original.id, id, true);
  return { scenario: { ...it, [group]: parts, variants }, id, at: at + 1 };
}

/** How many translated texts would go with a part. */
export const translationsOf = (it: Scenario, path: string): number =>
  it.variants.reduce((sum, variant) => sum + variant.texts.filter((text) => isPathOf(text.for, path)).length, 0);

/**
 * What an author does to the scenes, the endings and the choices of a scenario.
 *
 * Each function takes a scenario and gives a new one. Parts are named by their place in the list
 * and not by id, so that a draft in which two scenes carry the same id can still be mended.
 */
import { insertedAt, isPathOf, newId, removedAt, replacedAt, withPathsDropped, withPathsMoved } from "../api";
import type { Group } from "./items";
import type { Choice, Ending, Scenario, Scene } from "./model";

export interface Incoming {
  scene: number;
  choice: number;
}

export const idsOf = (it: Scenario): string[] =>
  [...it.scenes, ...it.endings].flatMap((part) => [part.id, ...part.was]);

/** The choices that lead to an id. */
export function incoming(it: Scenario, id: string): Incoming[] {
  return it.scenes.flatMap((scene, at) =>
    scene.choices.flatMap((choice, nth) => (choice.to === id ? [{ scene: at, choice: nth }] : [])),
  );
}

export function withScene(it: Scenario, at: number, change: Partial<Scene>): Scenario {
  const scene = it.scenes[at];
  return scene ? { ...it, scenes: replacedAt(it.scenes, at, { ...scene, ...change }) } : it;
}

export function withEnding(it: Scenario, at: number, change: Partial<Ending>): Scenario {
  const ending = it.endings[at];
  return ending ? { ...it, endings: replacedAt(it.endings, at, { ...ending, ...change }) } : it;
}

export function withChoice(it: Scenario, at: number, nth: number, change: Partial<Choice>): Scenario {
  const scene = it.scenes[at];
  const choice = scene?.choices[nth];
  if (!scene || !choice) return it;
  return withScene(it, at, { choices: replacedAt(scene.choices, nth, { ...choice, ...change }) });
}

const emptyPart = (it: Scenario, title: string) => ({
  id: newId(idsOf(it)),
  title,
  body: "",
  picture: null,
  was: [],
});

export interface Added {
  scenario: Scenario;
  id: string;
  at: number;
}

/** A new scene stands last; the first one of all is where the scenario starts. */
export function addScene(it: Scenario, title: string): Added {
  const scene: Scene = { ...emptyPart(it, title), required: false, choices: [] };
  const start = it.scenes.length === 0 && !it.start ? scene.id : it.start;
  return {
    scenario: { ...it, start, scenes: [...it.scenes, scene] },
    id: scene.id,
    at: it.scenes.length,
  };
}

export function addEnding(it: Scenario, title: string): Added {
  const ending: Ending = { ...emptyPart(it, title), level: 50 };
  return {
    scenario: { ...it, endings: [...it.endings, ending] },
    id: ending.id,
    at: it.endings.length,
  };
}

export function addChoice(it: Scenario, at: number): Scenario {
  const scene = it.scenes[at];
  if (!scene) return it;
  const choice: Choice = {
    id: newId(scene.choices.map((one) => one.id)),
    to: "",
    label: "",
    consequence: "",
    coach_note: "",
    fixed: false,
    evidence: [],
  };
  return withScene(it, at, { choices: [...scene.choices, choice] });
}

/** A copy stands behind its original, under a new id; its translations are copied with it. */
export function duplicate(it: Scenario, group: Group, at: number, title: string): Added {
  const original = it[group][at];
  if (!original) return { scenario: it, id: "", at };
  const id = newId(idsOf(it));
  const copied = { ...it, variants: withPathsMoved(it.variants, original.id, id, true) };
  const copy = { ...original, id, title, was: [] };
  const scenario =
    group === "scenes"
      ? { ...copied, scenes: insertedAt(it.scenes, at + 1, copy as Scene) }
      : { ...copied, endings: insertedAt(it.endings, at + 1, copy as Ending) };
  return { scenario, id, at: at + 1 };
}

/** Choices that led there keep their target: the checks name it, and Undo restores everything. */
export function remove(it: Scenario, group: Group, at: number): Scenario {
  const gone = it[group][at];
  if (!gone) return it;
  const left = { ...it, [group]: removedAt<Scene | Ending>(it[group], at) };
  const namesake = [...left.scenes, ...left.endings].some((part) => part.id === gone.id);
  return namesake ? left : { ...left, variants: withPathsDropped(it.variants, gone.id) };
}

export function removeChoice(it: Scenario, at: number, nth: number): Scenario {
  const scene = it.scenes[at];
  const gone = scene?.choices[nth];
  if (!scene || !gone) return it;
  const left = withScene(it, at, { choices: removedAt(scene.choices, nth) });
  return { ...left, variants: withPathsDropped(it.variants, `${scene.id}/${gone.id}`) };
}

/** Is the id today's or an earlier one of another part? */
export function idTaken(it: Scenario, group: Group, at: number, id: string): boolean {
  return (["scenes", "endings"] as const).some((where) =>
    it[where].some((part, nth) => !(where === group && nth === at) && (part.id === id || part.was.includes(id))),
  );
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
  const renamed = group === "scenes" ? withScene(it, at, { id, was }) : withEnding(it, at, { id, was });
  if (!old) return renamed;
  return {
    ...renamed,
    start: it.start === old ? id : it.start,
    scenes: renamed.scenes.map((scene) => ({
      ...scene,
      choices: scene.choices.map((choice) => (choice.to === old ? { ...choice, to: id } : choice)),
    })),
    variants: withPathsMoved(it.variants, old, id, false),
  };
}

/** How many translated texts would go with a part. */
export const translationsOf = (it: Scenario, path: string): number =>
  it.variants.reduce((sum, variant) => sum + variant.texts.filter((text) => isPathOf(text.for, path)).length, 0);

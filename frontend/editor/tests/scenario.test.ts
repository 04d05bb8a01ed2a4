import { beforeEach, describe, expect, test } from "vitest";
import { differences } from "../content/diff";
import { hashOf } from "../content/hash";
import {
  Shape,
  stateOf,
  strays,
  TextState,
  textOf,
  variantOf,
  wantedIn,
  withSame,
  withStillRight,
  withText,
} from "../content/variants";
import { readWhole } from "../definition/description";
import { leavesOf } from "../definition/leaves";
import { describe as describePath } from "../definition/naming";
import { sourcesOf } from "../definition/sources";
import { idTaken as isTaken, withId, withNewPart, withoutPart } from "../forms/edit";
import { itemOf, stepOf } from "../forms/items";
import { opening } from "../samples/opening.js";
import { addEnding, addScene, duplicate, incoming } from "../scenario/edit";
import { scenario } from "../scenario/kind";
import { description, type Group, type Scenario } from "../scenario/model";

const readScenario = (raw: unknown): Scenario => readWhole(description, raw);
const remove = (it: Scenario, group: Group, at: number) => withoutPart(description, it, [], group, at);
const renameId = (it: Scenario, group: Group, at: number, id: string) => withId(description, it, [[group, at]], id);
const idTaken = (it: Scenario, group: Group, at: number, id: string) => isTaken(description, it, [[group, at]], id);

const sources = (it: Scenario, name = "") =>
  sourcesOf(description, { definition: it, settings: { display_name: name } });
const addChoice = (it: Scenario, at: number) => withNewPart(description, it, [["scenes", at]], "choices")?.definition;
const removeChoice = (it: Scenario, at: number, nth: number) =>
  withoutPart(description, it, [["scenes", at]], "choices", nth);
const NB = { lang: "nb", workplace: "" };
let s1: Scenario;

beforeEach(() => {
  s1 = readScenario(structuredClone(opening.definition));
});

describe("reading a definition", () => {
  test("gives back what it was given, whatever it does not know", () => {
    const raw = { ...(opening.definition as object), future: { a: 1 } };
    expect(readScenario(raw)).toEqual(raw);
  });

  test.each([
    null,
    7,
    "x",
    [],
    { scenes: 3 },
    { scenes: [null, 4, { choices: [null] }], endings: [{}], variants: [{}] },
  ])("reads %j as a draft", (raw) => {
    const it = readScenario(raw);
    expect(Array.isArray(it.scenes)).toBe(true);
    expect(sources(it)).toEqual([]);
    expect(() => leavesOf(description, { definition: it, settings: {} })).not.toThrow();
  });
});

describe("scenes", () => {
  test("the first scene of all is where the scenario starts", () => {
    const { scenario, id } = addScene(readScenario({}), "Morning");
    expect(scenario.start).toBe(id);
    expect(addScene(scenario, "Noon").scenario.start).toBe(id);
  });

  test("a new id is none of today's and none of yesterday's", () => {
    const added = addEnding(s1, "Done");
    expect(added.id).toMatch(/^[a-z][a-z0-9]{5}$/);
    expect(added.scenario.endings[added.at]?.title).toBe("Done");
  });

  test("a copy stands behind its original, has no past, and brings its translations", () => {
    const { scenario, id, at } = duplicate(s1, "scenes", 0, "Copy");
    expect(at).toBe(1);
    expect(scenario.scenes.map((scene) => scene.id)).toEqual(["arrive", id, "frozen", "why", "lunch"]);
    expect(scenario.scenes[1]?.was).toEqual([]);
    expect(textOf(variantOf(scenario, NB), `${id}/hand/label`)?.text).toMatch(/^Si navnet/);
    expect(textOf(variantOf(scenario, NB), "arrive/hand/label")?.text).toMatch(/^Si navnet/);
  });

  test("deleting one takes its translations, and leaves the choices that led there for the checks to name", () => {
    expect(incoming(s1, "arrive")).toEqual([{ scene: 1, choice: 1 }]);
    const left = remove(s1, "scenes", 0);
    expect(left.scenes[0]?.choices[1]?.to).toBe("arrive");
    expect(variantOf(left, NB)?.texts.map((text) => text.for)).toEqual(["display_name", "question/q1", "cellar/body"]);
  });

  test("deleting one of two namesakes leaves the translations to the other", () => {
    const twins = { ...s1, scenes: [...s1.scenes, { ...s1.scenes[1], id: "arrive" } as Scenario["scenes"][0]] };
    expect(remove(twins, "scenes", 4).variants).toEqual(s1.variants);
  });

  test("a renamed id is remembered, and everything follows it", () => {
    const renamed = renameId(s1, "scenes", 0, "hall");
    expect(renamed.start).toBe("hall");
    expect(renamed.scenes[0]?.was).toEqual(["node-1", "arrive"]);
    expect(renamed.scenes[1]?.choices[1]?.to).toBe("hall");
    expect(textOf(variantOf(renamed, NB), "hall/title")?.text).toBe("Hovedbryter av, ingenting låst");
    const back = renameId(renamed, "scenes", 0, "arrive");
    expect(back.scenes[0]?.was).toEqual(["node-1", "hall"]);
  });

  test("an id of another part, today's or earlier, cannot be taken", () => {
    expect(idTaken(s1, "scenes", 1, "trust")).toBe(true);
    expect(idTaken(s1, "scenes", 1, "node-1")).toBe(true);
    expect(renameId(s1, "scenes", 1, "node-1")).toBe(s1);
  });

  test("a choice gets an id of its own in its scene, and goes with its translations", () => {
    const added = addChoice(s1, 3);
    expect(added?.scenes[3]?.choices).toHaveLength(2);
    const left = removeChoice(s1, 0, 0);
    expect(left.scenes[0]?.choices.map((choice) => choice.id)).toEqual(["door", "pause"]);
    expect(textOf(variantOf(left, NB), "arrive/hand/label")).toBeUndefined();
  });

  test("what is out of the list changes nothing", () => {
    expect(remove(s1, "scenes", 99)).toBe(s1);
    expect(removeChoice(s1, 0, 99)).toBe(s1);
    expect(addChoice(s1, 99)).toBeUndefined();
    expect(duplicate(s1, "endings", 99, "x").scenario).toBe(s1);
  });
});

describe("what is selected", () => {
  test("is found again after another scene was deleted", () => {
    const item = itemOf(s1, ["scenes", 2]);
    expect(stepOf(remove(s1, "scenes", 0), item)).toEqual(["scenes", 1]);
  });

  test("tells two scenes with the same id apart", () => {
    const twins = { ...s1, scenes: s1.scenes.map((scene) => ({ ...scene, id: "same" })) };
    for (const at of [0, 1, 2, 3]) expect(stepOf(twins, itemOf(twins, ["scenes", at]))).toEqual(["scenes", at]);
  });

  test("is nothing when it is gone or was never there", () => {
    expect(stepOf(s1, "scenes:0:nowhere")).toBeNull();
    expect(stepOf(s1, "questions")).toBeNull();
  });
});

describe("variants", () => {
  const title = { path: "arrive/title", text: "Main switch off, nothing locked", shape: Shape.Line };

  test("know what is missing, behind, equal and fine", () => {
    const nb = variantOf(s1, NB);
    const state = (path: string, text: string) => stateOf({ path, text, shape: Shape.Line }, textOf(nb, path));
    expect(state("arrive/body", "x")).toBe(TextState.Missing);
    expect(state("arrive/title", title.text)).toBe(TextState.Stale);
    expect(state("question/q1", "What did you protect first?")).toBe(TextState.Equal);
    expect(state("display_name", "The switch was off")).toBe(TextState.Fine);
  });

  test("a picture is never missing: the source's is shown", () => {
    expect(stateOf({ path: "arrive/picture/src", text: "/static/x.svg", shape: Shape.Picture }, undefined)).toBe(
      TextState.Fine,
    );
  });

  test("writing renews the fingerprint, and so does 'still right'", () => {
    const written = withText(s1, NB, title, "Hovedbryteren er av");
    expect(textOf(variantOf(written, NB), title.path)).toEqual({
      for: "arrive/title",
      of: hashOf(title.text),
      text: "Hovedbryteren er av",
      same: false,
    });
    const confirmed = textOf(variantOf(withStillRight(s1, NB, title), NB), title.path);
    expect(confirmed?.text).toBe("Hovedbryter av, ingenting låst");
    expect(confirmed?.of).toBe(hashOf(title.text));
  });

  test("an emptied text is no text", () => {
    expect(textOf(variantOf(withText(s1, NB, title, ""), NB), title.path)).toBeUndefined();
  });

  test("'meant to be the same' takes the source's words where there are none", () => {
    const source = { path: "lunch/title", text: "At lunch", shape: Shape.Line };
    const text = textOf(variantOf(withSame(s1, NB, source, true), NB), source.path);
    expect(text).toMatchObject({ text: "At lunch", same: true });
    expect(stateOf(source, text)).toBe(TextState.Fine);
  });

  test("of two texts with one path the last counts, and writing leaves one", () => {
    const twice = withText(s1, NB, title, "A");
    const nb = variantOf(twice, NB);
    const doubled = {
      ...twice,
      variants: [{ ...NB, texts: [...(nb?.texts ?? []), { for: title.path, of: "", text: "B", same: false }] }],
    };
    expect(textOf(variantOf(doubled, NB), title.path)?.text).toBe("B");
    const again = variantOf(withText(doubled, NB, title, "C"), NB)?.texts.filter((one) => one.for === title.path);
    expect(again?.map((one) => one.text)).toEqual(["C"]);
  });

  test("texts whose source is gone are known as such", () => {
    const nb = variantOf(s1, NB);
    expect(nb && strays(nb, sources(s1, "x")).map((one) => one.for)).toEqual(["cellar/body"]);
  });

  test("for another workplace in the same language the name of the block is not wanted", () => {
    const all = sources(s1, "The switch was off");
    const plumbing = s1.variants[1];
    expect(plumbing && wantedIn(s1, plumbing, all)).toHaveLength(all.length - 1);
  });

  test("a workplace goes with its texts", () => {
    expect(withoutPart(description, s1, [], "workplaces", 1).variants.map((one) => one.lang)).toEqual(["nb"]);
  });
});

describe("paths", () => {
  const work = () => ({ definition: s1, settings: opening.settings });
  const words = (path: string) => describePath(scenario, work(), path, opening);

  test.each([
    ["why/silent/to", "Where had he learned it? › Choice 2 › Leads to"],
    ["arrive/picture/alt", "Main switch off, nothing locked › Picture › Description of the picture"],
    ["trust/level", "He tells you first › How well it turned out, 0 to 100"],
    ["question/q2", "Question 2"],
    ["competence/C7/weight", "Competences › C7 › Weight"],
    ["minutes", "Minutes a run takes"],
    ["variant/nb//arrive/title", "Norwegian Bokmål › Main switch off, nothing locked › Title"],
    ["variant/en/plumbing/introduction", "English, Plumbing › Introduction"],
    ["variant/nb/", "Norwegian Bokmål"],
    ["nowhere/at/all", "nowhere › at › all"],
    ["", ""],
  ])("%s is called “%s”", (path, said) => expect(words(path)).toBe(said));

  test.each([
    ["why/silent/to", "scenes", "scenes:0:why"],
    ["trust", "scenes", "endings:0:trust"],
    ["introduction", "scenes", "introduction"],
    ["question/q1", "scenes", "questions"],
    ["variant/nb//arrive/title", "languages", "nb/"],
    ["variant/en/plumbing", "languages", "en/plumbing"],
    ["competence/C7", "settings", undefined],
    ["minutes", "settings", undefined],
  ])("%s is edited in the tab %s at %s", (path, tab, item) => {
    const place = scenario.place(s1, path);
    expect(place).toEqual(item === undefined ? { tab, field: path } : { tab, item, field: path });
  });

  test("nothing is edited nowhere", () => expect(scenario.place(s1, "")).toBeNull());
});

test("a scenario differs from another in the places an author knows", () => {
  const before = { definition: s1, settings: { minutes: 8 } };
  const edited = removeChoice(renameId(addScene(s1, "New").scenario, "scenes", 1, "cold"), 0, 2);
  const after = { definition: edited, settings: { minutes: 9 } };
  const paths = differences(leavesOf(description, before), leavesOf(description, after)).map((one) => one.path);
  expect(paths).toEqual([
    "minutes",
    "arrive/door/to",
    "cold",
    expect.stringMatching(/^[a-z0-9]{6}$/),
    "arrive/pause",
    "frozen",
  ]);
});

import { describe, expect, test } from "vitest";
import { agreement } from "../agreement/kind";
import { description } from "../agreement/model";
import { differences } from "../content/diff";
import { merged } from "../content/merge";
import { readWhole } from "../definition/description";
import { leavesOf } from "../definition/leaves";
import { describe as described } from "../definition/naming";
import { sourcesOf } from "../definition/sources";
import { idTaken, type Spot, withId, withNewPart, withoutPart } from "../forms/edit";
import { itemOf, stepOf } from "../forms/items";
import { type Agreement, opening, preset, definition as sample } from "../samples/agreement.js";

const readAgreement = (raw: unknown): Agreement => readWhole(description, raw);

const it = () => readAgreement(structuredClone(sample));
const paths = (agreement = it()) => agreement.variants.flatMap((one) => one.texts.map((text) => text.for));

describe("reading", () => {
  test("gives back what it was given, also what it does not know", () => {
    const odd = { ...structuredClone(sample), colour: "red" };
    expect(readAgreement(odd)).toEqual(odd);
  });

  test.each([null, 7, "x", [], { sections: 7 }, { sections: [null, { fields: [3], clauses: "x" }], retention: 1 }])(
    "any draft can be read: %j",
    (raw) => {
      const read = readAgreement(raw);
      expect(read.sections.every((one) => Array.isArray(one.fields) && Array.isArray(one.clauses))).toBe(true);
      expect(leavesOf(description, { definition: read, settings: {} }).size).toBeGreaterThan(0);
      expect(sourcesOf(description, { definition: read, settings: { display_name: "Name" } })).toHaveLength(1);
    },
  );

  test("fills in what a server leaves out because it is the usual", () => {
    const read = readAgreement(preset.definition);
    expect(read).toMatchObject({
      sign_days: 14,
      leaving_days: 7,
      starters: ["school"],
      start_field: "start",
      course_team_is_school: true,
    });
    expect(read.retention.ended_years).toBe(3);
    expect(read.sections[0]?.fields[0]).toMatchObject({ change: "material", readers: [], required: false });
    expect(read.signers[0]).toMatchObject({ when: "always", order: 1 });
  });

  test("nobody who may begin one stays nobody", () => {
    expect(readAgreement({ starters: [] }).starters).toEqual([]);
  });
});

describe("editing", () => {
  const field = (nth: number): Spot => [
    ["sections", 0],
    ["fields", nth],
  ];
  const renamed = (spot: Spot, id: string) => withId(description, it(), spot, id);
  const without = (spot: Spot, list: string, at: number, whole = it()) =>
    withoutPart(description, whole, spot, list, at);
  const taken = (spot: Spot, id: string) => idTaken(description, it(), spot, id);

  test("a new part has what every new one has, what it is begun with, and an id of its own", () => {
    const added = withNewPart(description, it(), [["sections", 0]], "fields", { owners: ["learner"] });
    expect(added?.definition.sections[0]?.fields.pop()).toMatchObject({
      kind: "line",
      owners: ["learner"],
      options: [],
    });
    expect(added?.part.path).toMatch(/^period\/[a-z][a-z0-9]{5}$/);
    expect(withNewPart(description, it(), [], "review_fields")?.definition.review_fields).toHaveLength(2);
    expect(withNewPart(description, it(), [], "sections")?.definition.sections.pop()).toMatchObject({ fields: [] });
    expect(withNewPart(description, it(), [["sections", 9]], "clauses")).toBeNull();
  });

  test("translations go with what they translate, unless a namesake needs them", () => {
    expect(paths(without([["sections", 0]], "fields", 2))).toEqual(["period/title", "promises/log/text"]);
    expect(paths(without(field(2), "options", 1))).toEqual(["period/title", "promises/log/text"]);
    expect(paths(without([], "sections", 0))).toEqual(["promises/log/text"]);
    const twins = { ...it(), sections: it().sections.map((one) => ({ ...one, id: "period" })) };
    expect(paths(without([], "sections", 1, twins))).toEqual(paths(it()));
  });

  test("dates of the placement and translations follow a new id", () => {
    expect(renamed(field(0), "first-day")).toMatchObject({ start_field: "first-day", end_field: "end" });
    expect(paths(renamed(field(2), "kind"))).toContain("period/kind/option/trainee");
    expect(paths(renamed([["sections", 0]], "frame"))).toEqual([
      "frame/title",
      "frame/type/option/trainee",
      "promises/log/text",
    ]);
    const review = renamed([["review_fields", 0]], "start");
    expect(review).toMatchObject({ start_field: "start", end_field: "end" });
  });

  test("an id is taken across all sections, and apart from them in each form", () => {
    expect(taken(field(0), "log")).toBe(true);
    expect(taken(field(0), "start")).toBe(false);
    expect(taken([["review_fields", 0]], "start")).toBe(false);
  });

  test("two sections with one id are both reached", () => {
    const twins = { ...it(), sections: it().sections.map((one) => ({ ...one, id: "same" })) };
    expect(twins.sections.map((_, at) => stepOf(twins, itemOf(twins, ["sections", at]))?.[1])).toEqual([0, 1]);
    expect(stepOf(twins, "sections:2:same")).toBeNull();
  });
});

describe("places", () => {
  test.each([
    ["period/start/label", "sections", "sections:0:period"],
    ["introduction", "sections", "beginning"],
    ["signer/learner/when", "signing", undefined],
    ["reason/moved/means", "follow_up", undefined],
    ["review_field/progress", "follow_up", undefined],
    ["retention/ended_years", "rules", undefined],
    ["start_field", "rules", undefined],
    ["display_name", "settings", undefined],
    ["variant/nb//period/title", "languages", "nb/"],
  ])("%s is edited under %s", (path, tab, item) => {
    expect(agreement.place(it(), path)).toEqual({ tab, ...(item ? { item } : {}), field: path });
  });

  test.each([
    ["period/type/option/trainee", "Purpose and period › Kind of placement › Options › Traineeship"],
    ["promises/log/text", "What we promise › Promise 2 › Promise"],
    ["signer/employer/order", "Who signs › Employer signatory › Place in the order"],
    ["reason/moved/means", "Reasons › Another company › What kind of end it is"],
    ["review_field/progress/help", "What is asked in a review › How it goes › Help"],
    ["retention/ended_years", "How long it is kept › Ended ones, in years"],
    ["variant/nb//period/title", "Norwegian Bokmål › Purpose and period › Title"],
    ["display_name", "Name"],
  ])("%s is called: %s", (path, words) => {
    expect(described(agreement, { definition: it(), settings: {} }, path, opening)).toBe(words);
  });
});

describe("comparing", () => {
  test("tells what changed, place by place, and a part that came as one", () => {
    const before = { definition: it(), settings: {} };
    const edited = { ...it(), sign_days: 20, signers: it().signers.slice(1) };
    const changed = withNewPart(description, edited, [], "sections")?.definition ?? edited;
    const found = differences(
      leavesOf(description, before),
      leavesOf(description, { definition: changed, settings: {} }),
    );
    expect(found.map((one) => [one.path, one.before, one.after])).toEqual([
      ["sign_days", "14", "20"],
      [changed.sections[2]?.id, null, ""],
      ["signer/learner", "", null],
    ]);
  });

  test("two people's work on signers is put together by role", () => {
    const base = it().signers;
    const mine = base.map((one) => (one.role === "school" ? { ...one, order: 9 } : one));
    const theirs = [...base, { role: "guardian", when: "if_minor", order: 4 }];
    expect(merged(base, mine, theirs).map((one) => [one.role, one.order])).toEqual([
      ["learner", 1],
      ["employer", 2],
      ["school", 9],
      ["guardian", 4],
    ]);
  });

  test("a suggestion is words to translate only where words are filled in", () => {
    const [section] = it().sections;
    const fields = section?.fields.map((one) => ({
      ...one,
      suggestion: one.kind === "line" ? "See below" : "trainee",
    }));
    const worded = readAgreement({ ...it(), sections: [{ ...section, fields }] });
    const found = sourcesOf(description, { definition: worded, settings: {} }).filter((one) =>
      one.path.endsWith("/suggestion"),
    );
    expect(found.map((one) => one.path)).toEqual(["period/outcomes/suggestion", "period/phone/suggestion"]);
  });
});

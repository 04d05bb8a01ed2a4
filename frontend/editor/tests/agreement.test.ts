import { describe, expect, test } from "vitest";
import {
  addClause,
  addField,
  addSection,
  fieldIdTaken,
  idsInside,
  removeField,
  removeSection,
  renameField,
  renameSection,
} from "../agreement/edit";
import { itemOf, placeInList } from "../agreement/items";
import { leavesOf } from "../agreement/leaves";
import { readAgreement } from "../agreement/model";
import { describe as described, pathOf, placeOf } from "../agreement/places";
import { sourcesOf } from "../agreement/sources";
import { differences } from "../content/diff";
import { merged } from "../content/merge";
import { opening, preset, definition as sample } from "../samples/agreement.js";

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
      expect(leavesOf({ definition: read, settings: {} }).size).toBeGreaterThan(0);
      expect(sourcesOf(read, "Name")).toHaveLength(1);
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
  test("a new field belongs to whom the one before it belongs, under an id of its own", () => {
    const { agreement, id } = addField(it(), 0);
    expect(agreement.sections[0]?.fields.map((one) => one.id).pop()).toBe(id);
    expect(agreement.sections[0]?.fields.pop()?.owners).toEqual(["learner"]);
    expect(idsInside(it())).not.toContain(id);
    expect(addField(it(), "review_fields").agreement.review_fields).toHaveLength(2);
  });

  test("sections and promises are added empty", () => {
    expect(addSection(it()).agreement.sections.pop()).toMatchObject({ title: "", fields: [], clauses: [] });
    expect(addClause(it(), 1).agreement.sections[1]?.clauses.pop()).toMatchObject({ party: "learner", text: "" });
  });

  test("translations go with what they translate, unless a namesake needs them", () => {
    expect(paths(removeField(it(), 0, 2))).toEqual(["period/title", "promises/log/text"]);
    expect(paths(removeSection(it(), 0))).toEqual(["promises/log/text"]);
    const twins = { ...it(), sections: it().sections.map((one) => ({ ...one, id: "period" })) };
    expect(paths(removeSection(twins, 1))).toEqual(paths(it()));
  });

  test("dates of the placement and translations follow a new id", () => {
    expect(renameField(it(), 0, 0, "first-day")).toMatchObject({ start_field: "first-day", end_field: "end" });
    expect(paths(renameField(it(), 0, 2, "kind"))).toContain("period/kind/option/trainee");
    expect(paths(renameSection(it(), 0, "frame"))).toEqual([
      "frame/title",
      "frame/type/option/trainee",
      "promises/log/text",
    ]);
    const review = renameField(it(), "review_fields", 0, "start");
    expect(review).toMatchObject({ start_field: "start", end_field: "end" });
  });

  test("an id is taken across all sections, and apart from them in each form", () => {
    expect(fieldIdTaken(it(), 0, 0, "log")).toBe(true);
    expect(fieldIdTaken(it(), 0, 0, "start")).toBe(false);
    expect(fieldIdTaken(it(), "review_fields", 0, "start")).toBe(false);
  });

  test("two sections with one id are both reached", () => {
    const twins = { ...it(), sections: it().sections.map((one) => ({ ...one, id: "same" })) };
    expect(twins.sections.map((_, at) => placeInList(twins, itemOf(twins, at)))).toEqual([0, 1]);
    expect(placeInList(twins, "section:2:same")).toBe(-1);
  });
});

describe("places", () => {
  test.each([
    ["period/start/label", "sections", "section:0:period"],
    ["introduction", "sections", "beginning"],
    ["signer/learner/when", "signing", undefined],
    ["reason/moved/means", "follow_up", undefined],
    ["review_field/progress", "follow_up", undefined],
    ["retention/ended_years", "rules", undefined],
    ["start_field", "rules", undefined],
    ["display_name", "settings", undefined],
    ["variant/nb//period/title", "languages", "nb/"],
  ])("%s is edited under %s", (path, tab, item) => {
    expect(placeOf(it(), path)).toEqual({ tab, ...(item ? { item } : {}), field: path });
  });

  test.each([
    ["sections/0/title", "period/title"],
    ["sections/0/fields/2/options/1/label", "period/type/option/trainee"],
    ["sections/0/fields/3/columns/0/id", "period/outcomes/column/task"],
    ["sections/0/fields/1/kind", "period/end/kind"],
    ["sections/1/clauses/0/to/0", "promises/safety/to/0"],
    ["review_plan/1/every", "review/later/every"],
    ["review_plan/1/label", "review/later"],
    ["review_fields/0/label", "review_field/progress/label"],
    ["completion_fields/0", "completion_field/hours"],
    ["reasons/2/means", "reason/moved/means"],
    ["signers/1/order", "signer/employer/order"],
    ["sections/9/title", "sections/9/title"],
    ["retention/ended_years", "retention/ended_years"],
    ["sign_days", "sign_days"],
  ])("the server's %s is our %s", (field, path) => {
    expect(pathOf(it(), field)).toBe(path);
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
    expect(described({ definition: it(), settings: {} }, path, opening)).toBe(words);
  });
});

describe("comparing", () => {
  test("tells what changed, place by place, and a part that came as one", () => {
    const before = { definition: it(), settings: {} };
    const changed = addSection({ ...it(), sign_days: 20, signers: it().signers.slice(1) }).agreement;
    const found = differences(leavesOf(before), leavesOf({ definition: changed, settings: {} }));
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
    const agreement = readAgreement({ ...it(), sections: [{ ...section, fields }] });
    const found = sourcesOf(agreement, "").filter((one) => one.path.endsWith("/suggestion"));
    expect(found.map((one) => one.path)).toEqual(["period/outcomes/suggestion", "period/phone/suggestion"]);
  });
});

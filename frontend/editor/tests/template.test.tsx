/** The template builder as an author meets it. */
import { describe, expect, test } from "vitest";
import { type Agreement, definition, opening, preset } from "../samples/agreement.js";
import { violations } from "./axe";
import {
  control,
  fakeClock,
  field,
  find,
  focused,
  openStudio,
  press,
  type Reply,
  type Studio,
  said,
  settle,
  text,
  type,
} from "./studio";

fakeClock();

const build = (more: object = {}) => openStudio({ opening: { ...structuredClone(opening), ...more } });

/** What the editor would save now. */
async function saved(studio: Studio): Promise<Agreement> {
  let sent: unknown;
  studio.answer("save", (body): Reply => {
    sent = body.definition;
    return { status: 500, text: "" };
  });
  await press("Save");
  return sent as Agreement;
}

const tick = async (group: string, label: string) => {
  const set = field(group).closest("fieldset");
  const box = [...(set?.querySelectorAll("label") ?? [])]
    .find((one) => one.textContent === label)
    ?.querySelector("input");
  box?.click();
  await settle();
};

describe("a template [shows agreement promise 23]", () => {
  test("that nobody touched goes back as it came", async () => {
    expect(await saved(await build())).toEqual(definition);
  });

  test("opens at its first section, whose fields can be unfolded", async () => {
    await build();
    expect(text()).toContain("Three-way agreement");
    expect(field("period/title").value).toBe("Purpose and period");
    expect(document.querySelector('[data-wme-field="period/start/label"]')).toBeNull();
    await press("Field 1First day");
    expect(field("period/start/label").value).toBe("First day");
  });

  test("begins with a whole one while it is empty, and Undo takes that back", async () => {
    const studio = await build({ definition: {}, presets: [preset] });
    await press("Begin with: For vocational education");
    expect(said()).toBe("For vocational education is taken over. Change what you like, then save.");
    expect(document.querySelector(".wme-primary")?.textContent).not.toContain("Begin");
    const sent = await saved(studio);
    expect(sent.sections.map((one) => one.title)).toEqual(["Period"]);
    expect(sent.variants[0]?.texts[0]?.text).toBe("Periode");
    await press("Undo");
    expect(text()).toContain("Begin with a template");
  });

  test("is saved with its base, and a stale one shows both", async () => {
    const studio = await build();
    studio.answer("save", (body) => {
      expect(body.base).toBe("d1");
      return {
        status: 409,
        json: { definition: { ...definition, sign_days: 30 }, settings: opening.settings, digest: "d9" },
      };
    });
    await type("period/title", "Period");
    await press("Save");
    expect(text()).toContain("Somebody else has saved this");
    expect(text()).toContain("Days without anybody acting until it expires");
  });
});

describe("a field [shows agreement promise 23]", () => {
  test("is added, filled in and owned", async () => {
    const studio = await build();
    await press("Add a field");
    const path = focused().replace("/label", "");
    await type(`${path}/label`, "Insurance");
    await type(`${path}/change`, "notice");
    expect(text()).toContain("All are told, and may object for some days.");
    await tick(`${path}/owners`, "Employer signatory");
    await tick(`${path}/owners`, "Learner");
    field(`${path}/required`).click();
    await settle();
    const added = (await saved(studio)).sections[0]?.fields.pop();
    expect(added).toMatchObject({ label: "Insurance", change: "notice", owners: ["employer"], required: true });
  });

  test("that offers a choice gets options, and suggests one of them", async () => {
    const studio = await build();
    await press(/^Field 3/);
    await press("Add an option: Kind of placement");
    const path = focused();
    await type(path, "Mobility");
    await type("period/type/suggestion", path.split("/").pop() ?? "");
    await press("Delete Traineeship");
    expect(said()).toBe("Traineeship is deleted. Undo brings it back.");
    const sent = await saved(studio);
    const changed = sent.sections[0]?.fields[2];
    expect(changed?.options.map((one) => one.label)).toEqual(["Apprenticeship", "Mobility"]);
    expect(changed?.suggestion).toBe(changed?.options[1]?.id);
    expect(sent.variants[0]?.texts.map((one) => one.for)).toEqual(["period/title", "promises/log/text"]);
  });

  test("is ordered by keyboard, and says where it is now", async () => {
    const studio = await build();
    control("Move First day down").click();
    await settle();
    expect(said()).toBe("First day is now at place 2 of 5");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Move First day down");
    expect((await saved(studio)).sections[0]?.fields.map((one) => one.id).slice(0, 2)).toEqual(["end", "start"]);
  });

  test("takes the dates of the placement along to a new id, and leaves those of others alone", async () => {
    const studio = await build();
    await press(/^Field 1/);
    const rename = [...document.querySelectorAll<HTMLElement>(".wme-card button")].find((one) =>
      one.textContent?.includes("Rename the id"),
    );
    rename?.click();
    await settle();
    const input = find('input[aria-label="New id"]') as never;
    await type(input, "log");
    expect(text()).toContain("This id belongs to another part.");
    await type(input, "Erster Tag");
    await press("Rename");
    expect(focused()).toBe("period/erster-tag/label");
    expect((await saved(studio)).start_field).toBe("erster-tag");
  });
});

describe("the other tabs [shows agreement promise 23]", () => {
  test("a promise is made by somebody, to somebody", async () => {
    const studio = await build();
    await press("2. What we promise");
    await press("Add a promise");
    const path = focused().replace("/text", "");
    await type(`${path}/text`, "We answer in two days.");
    await type(`${path}/party`, "school");
    await tick(`${path}/to`, "Learner");
    expect((await saved(studio)).sections[1]?.clauses.pop()).toMatchObject({ party: "school", to: ["learner"] });
  });

  test("signers, their order and the proof", async () => {
    const studio = await build();
    await press("Signing");
    await press("Add a signer");
    expect(focused()).toBe("signer/mentor");
    await type("signer/mentor", "guardian");
    await type("signer/guardian/when", "if_minor");
    await type("sign_days", "30");
    field("code_for_all").click();
    await press("Delete School contact");
    const sent = await saved(studio);
    expect(sent.signers.map((one) => [one.role, one.when, one.order])).toEqual([
      ["learner", "always", 1],
      ["employer", "always", 2],
      ["guardian", "if_minor", 4],
    ]);
    expect(sent).toMatchObject({ sign_days: 30, code_for_all: true });
  });

  test("reviews, reasons and what is asked", async () => {
    const studio = await build();
    await press("Follow-up");
    await press("Add a review");
    const review = focused();
    await type(review, "Half-way");
    await type(`${review}/week`, "12");
    await press("Add a reason");
    const reason = focused();
    await type(reason, "Another trade");
    await type(`${reason}/means`, "left_training");
    await press("Delete Last review");
    const sent = await saved(studio);
    expect(sent.review_plan.map((one) => [one.label, one.week, one.every])).toEqual([
      ["First talk", 1, 0],
      ["Review", 0, 8],
      ["Half-way", 12, 0],
    ]);
    expect(sent.reasons.pop()).toMatchObject({ label: "Another trade", purpose: "terminate", means: "left_training" });
  });

  test("rules", async () => {
    const studio = await build();
    await press("Rules");
    await tick("starters", "Mentor");
    await type("retention/ended_years", "5");
    await type("consent", "I agree.");
    await type("end_field", "start");
    expect(await saved(studio)).toMatchObject({
      starters: ["mentor", "school"],
      retention: { ...definition.retention, ended_years: 5 },
      consent: "I agree.",
      end_field: "start",
    });
  });

  test("a translation beside its source", async () => {
    const studio = await build();
    await press("Languages");
    expect(text()).toContain("section by section");
    expect(text()).not.toContain("workplace");
    await type("variant/nb//period/start/label", "Første dag");
    const texts = (await saved(studio)).variants[0]?.texts ?? [];
    expect(texts.find((one) => one.for === "period/start/label")).toMatchObject({ text: "Første dag" });
  });

  test("the preview asks for one section as one party sees it", async () => {
    const studio = await build();
    await press("Preview");
    await settle(600);
    await type("previewAs", "mentor");
    await settle(600);
    const asked = studio.posted.filter((one) => one.name === "preview").pop()?.body;
    expect(asked).toMatchObject({ part: "period", reader: "mentor", lang: "en" });
    expect((find("iframe") as HTMLIFrameElement).srcdoc).toContain("<p>period</p>");
  });

  test.each([
    [/leaves the training/, "reason"],
    [/may not see it/, "period/phone/readers"],
    [/source was changed/, "variant/nb//period/title"],
    [/guardian signs/, "signer"],
    [/less than 3 years/, "retention/ended_years"],
  ])("the finding %s leads to its field", async (message, path) => {
    await build();
    await press("Findings (5)");
    await press(message);
    expect(focused()).toBe(path);
    expect(find(`[data-wme-field="${path}"]`).closest(".wme-field, .wme-section")?.textContent).toMatch(message);
  });
});

const STATES: [string, () => Promise<unknown>][] = [
  ["a section", async () => {}],
  ["a field that offers a choice", () => press(/^Field 3/)],
  ["a list field", () => press(/^Field 4/)],
  ["promises", () => press("2. What we promise").then(() => press(/^Promise 1/))],
  ["what the paper is", () => press("What this paper is")],
  ["signing", () => press("Signing")],
  ["follow-up", () => press("Follow-up")],
  ["rules", () => press("Rules")],
  ["settings", () => press("Settings")],
  ["languages", () => press("Languages")],
  ["findings", () => press("Findings (5)")],
  ["a section beside its translation", () => type(find(".wme-beside-choice select") as never, "nb/")],
  ["the preview", () => press("Preview").then(() => settle(600))],
  ["an empty template", () => build({ definition: {}, presets: [preset] })],
];

test.each(STATES)(
  "%s has nothing that axe finds [shows agreement promise 23]",
  async (_, reach) => {
    await build();
    await reach();
    expect(await violations(document.body)).toEqual([]);
  },
  30_000,
);

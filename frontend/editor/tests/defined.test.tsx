/** A third block: nothing but a description and how its parts are called, and it can be written from top to bottom. */
import { beforeAll, describe, expect, test } from "vitest";
import { register } from "../api";
import type { Loose } from "../content/loose";
import type { Description } from "../definition/description";
import { describe as described } from "../definition/naming";
import { definedBy } from "../forms/api";
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

const description: Description = {
  Definition: [
    { name: "schema", kind: "number", title: "Schema", default: 1 },
    { name: "language", kind: "text", title: "Language", default: "en" },
    { name: "introduction", kind: "text", title: "Words above every entry", text: "text", default: "" },
    { name: "free", kind: "flag", title: "Entries without a prompt", default: false },
    { name: "first", kind: "text", title: "Begins with", reference: ["prompts"], default: "" },
    {
      name: "kept",
      kind: "part",
      title: "How long it is kept",
      hint: "From the last day.",
      of: "Kept",
      head: "kept",
      key: [],
    },
    { name: "prompts", kind: "parts", title: "Prompts", of: "Prompt", head: "", key: ["id"] },
    {
      name: "variants",
      kind: "parts",
      title: "Other languages",
      of: "Variant",
      head: "variant",
      key: ["lang", "workplace"],
    },
  ],
  Kept: [{ name: "months", kind: "number", title: "In months", low: 1, high: 99, default: 12 }],
  Prompt: [
    { name: "id", kind: "text", title: "Id", default: "" },
    { name: "title", kind: "text", title: "Title", text: "line", default: "" },
    { name: "text", kind: "text", title: "What is asked", hint: "In a few words.", text: "text", default: "" },
    { name: "week", kind: "number", title: "In week", low: 0, high: 520, default: 0 },
    {
      name: "tone",
      kind: "text",
      title: "Tone",
      choices: [
        ["calm", "Calm"],
        ["brisk", "Brisk"],
      ],
      default: "calm",
    },
    { name: "tags", kind: "words", title: "Tags", default: [] },
    { name: "was", kind: "words", title: "Earlier ids", default: [] },
    { name: "hints", kind: "parts", title: "Hints", of: "Hint", head: "hint", key: ["id"] },
  ],
  Hint: [
    { name: "id", kind: "text", title: "Id", default: "" },
    { name: "text", kind: "text", title: "Hint", text: "line", own: true, default: "" },
  ],
};

const diary = definedBy({
  name: "diary",
  description,
  looks: {
    Prompt: {
      one: (n) => `Prompt ${n}`,
      add: () => "Add a prompt",
      empty: () => "No prompts yet.",
      card: { line: "title", marks: ({ week }) => `week ${week}` },
      rows: ["title", "text", ["week", "tone"], "tags", "hints"],
      hides: (name, { week }) => name === "tone" && week === 0,
      renamed: (id) => `Becomes: ${id}.`,
    },
    Hint: { one: (n) => `Hint ${n}`, add: () => "Add a hint" },
  },
  tabs: [{ name: "prompts", label: () => "Prompts", groups: [{ rows: ["introduction", "first", "prompts"] }] }],
  settings: { languageHelp: () => "The language of the prompts.", rows: ["free", "kept"] },
  preview: { label: () => "Prompt", lists: ["prompts"] },
  whenComplete: () => "Prompt by prompt.",
});

const definition = {
  language: "en",
  introduction: "Write what you saw.",
  first: "p1",
  prompts: [
    { id: "p1", title: "First day", text: "Who met you?", week: 1, hints: [{ id: "h1", text: "Names help." }] },
    { id: "p2", title: "Half-way" },
  ],
  variants: [
    {
      lang: "nb",
      workplace: "",
      texts: [
        { for: "p1/title", of: "", text: "Første dag", same: false },
        { for: "p1/hint/h1", of: "", text: "Navn hjelper.", same: false },
        { for: "p2/title", of: "", text: "Halvveis", same: false },
      ],
    },
  ],
};
const findings = [
  { code: "long", level: "warning", path: "p1/hint/h1", message: "This hint is long." },
  { code: "kept", level: "note", path: "kept/months", message: "That is short." },
];

beforeAll(() => register(diary));

const write = (more: object = {}) =>
  openStudio({ opening: { kind: "diary", published: null, findings, definition, ...structuredClone(more) } as object });

async function saved(
  studio: Studio,
): Promise<{ first: string; prompts: Loose[]; variants: typeof definition.variants } & Loose> {
  let sent: unknown;
  studio.answer("save", (body): Reply => {
    sent = body.definition;
    return { status: 500, text: "" };
  });
  await press("Save");
  return sent as never;
}

const ids = (parts: Loose[]) => parts.map((one) => one.id);

describe("prompts in a list", () => {
  test("are written: each field has the control that its description asks for", async () => {
    const studio = await write();
    await press(/^Prompt 1/);
    expect(text()).toContain("In a few words.");
    await type("p1/title", "The first day");
    await type("p1/text", "Who showed you round?");
    await type("p1/week", "2");
    await type("p1/tone", "brisk");
    await type("p1/tags", "people, places");
    await press("Add a hint");
    await type(focused(), "Doors too.");
    const { prompts } = await saved(studio);
    expect(prompts[0]).toMatchObject({ title: "The first day", text: "Who showed you round?", week: 2, tone: "brisk" });
    expect(prompts[0]).toMatchObject({
      tags: ["people", "places"],
      hints: [{ text: "Names help." }, { text: "Doors too." }],
    });
  });

  test("hide what says nothing of one as it is, and tell in a line what a folded one is", async () => {
    await write();
    expect(control(/^Prompt 2/).textContent).toContain("Half-way");
    expect(text()).toContain("week 1");
    await press(/^Prompt 2/);
    expect(document.querySelector('[data-wme-field="p2/tone"]')).toBeNull();
    await type("p2/week", "9");
    expect(field("p2/tone").value).toBe("calm");
  });

  test("are added with an id and open, ordered by keyboard, and deleted with their translations", async () => {
    const studio = await write();
    await press("Add a prompt");
    expect(focused()).toMatch(/^[a-z][a-z0-9]{5}\/title$/);
    await type(focused(), "Last day");
    await press("Move Last day up");
    expect(said()).toBe("Last day is now at place 2 of 3");
    await press("Delete Half-way");
    await press("Delete");
    expect(said()).toBe("Half-way is deleted. Undo brings it back.");
    expect(focused()).toBe("prompts");
    const sent = await saved(studio);
    expect(sent.prompts.map((one) => one.title)).toEqual(["First day", "Last day"]);
    expect(sent.variants[0]?.texts.map((one) => one.for)).toEqual(["p1/title", "p1/hint/h1"]);
    await press("Undo");
    expect((await saved(studio)).prompts).toHaveLength(3);
  });

  test("are renamed knowingly: translations and references follow, and the old id is remembered", async () => {
    const studio = await write();
    await press(/^Prompt 1/);
    await press("Rename the id p1");
    const input = document.activeElement as never;
    await type(input, "p2");
    expect(text()).toContain("This id belongs to another part.");
    await type(input, "First Day");
    expect(text()).toContain("Becomes: first-day.");
    await press("Rename");
    expect(focused()).toBe("first-day/title");
    const sent = await saved(studio);
    expect(sent).toMatchObject({ first: "first-day", prompts: [{ id: "first-day", was: ["p1"] }, { id: "p2" }] });
    expect(sent.variants[0]?.texts.map((one) => one.for)).toEqual(["first-day/title", "first-day/hint/h1", "p2/title"]);
    await press(/^Prompt 2/);
    await press("Rename the id p2");
    await type(document.activeElement as never, "p1");
    expect(text()).toContain("This id belongs to another part.");
  });

  test("are told where there are none, and nothing is asked for in the preview", async () => {
    const studio = await write({ definition: {} });
    expect(text()).toContain("No prompts yet.");
    expect(field("first").selectedOptions[0]?.textContent).toBe("There is nothing to choose yet");
    await press("Preview");
    await settle(600);
    expect(find(".wme-empty").textContent).toBe("There is nothing to preview yet.");
    expect(studio.posted.filter((one) => one.name === "preview")).toEqual([]);
  });
});

test("one prompt is named by another field, by its title", async () => {
  const studio = await write();
  expect([...field("first").options].map((one) => one.textContent)).toEqual(["First day", "Half-way"]);
  await type("first", "p2");
  expect((await saved(studio)).first).toBe("p2");
});

test("a text is written beside its source", async () => {
  const studio = await write();
  await type(find(".wme-beside-choice select") as never, "nb/");
  await press(/^Prompt 2/);
  await type("p2/text", "What now?");
  await type("variant/nb//p2/text", "Hva nå?");
  const texts = (await saved(studio)).variants[0]?.texts ?? [];
  expect(texts.find((one) => one.for === "p2/text")?.text).toBe("Hva nå?");
});

test("settings take what the block puts there, part by part", async () => {
  const studio = await write();
  await press("Settings");
  expect(text()).toContain("The language of the prompts.");
  expect(text()).toContain("From the last day.");
  field("free").click();
  await type("kept/months", "6");
  await type("language", "nl");
  expect(await saved(studio)).toMatchObject({ free: true, kept: { months: 6 }, language: "nl" });
});

test("the preview asks for one prompt in one language", async () => {
  const studio = await write();
  await press("Preview");
  await type("preview", "p2");
  await type("previewIn", "nb/");
  await settle(600);
  const asked = studio.posted.filter((one) => one.name === "preview").pop()?.body;
  expect(asked).toMatchObject({ part: "p2", lang: "nb", workplace: "", reader: "" });
});

describe("places", () => {
  test.each([
    ["p1/hint/h1", "prompts", "First day › Hints › Names help."],
    ["p2", "prompts", "Half-way"],
    ["first", "prompts", "Begins with"],
    ["kept/months", "settings", "How long it is kept › In months"],
    ["variant/nb//p1/title", "languages", "Norwegian Bokmål › First day › Title"],
    ["display_name", "settings", "Name"],
  ])("%s is edited under %s and called “%s”", async (path, tab, words) => {
    const whole = diary.place(definition as never, path);
    expect(whole).toMatchObject({ tab, field: path });
    const read = { definition: definition as never, settings: {} };
    const opening = {
      languages: [["nb", "Norwegian Bokmål"]],
      setting_specs: [{ name: "display_name", label: "Name" }],
    };
    expect(described(diary, read, path, opening as never)).toBe(words);
  });

  test.each([
    [/hint is long/, "p1/hint/h1"],
    [/That is short/, "kept/months"],
  ])("the finding %s leads to its field", async (message, path) => {
    await write();
    await press("Findings (2)");
    await press(message);
    expect(focused()).toBe(path);
  });
});

test.each(["Prompts", "Settings", "Preview", "Languages"])(
  "its tab %s has nothing that axe finds",
  async (tab) => {
    await write();
    await press(tab);
    if (tab === "Prompts") await press(/^Prompt 1/);
    expect(await violations(document.body)).toEqual([]);
  },
  30_000,
);

test("ids are given once", async () => {
  const studio = await write();
  await press("Add a prompt");
  await press("Add a prompt");
  expect(new Set(ids((await saved(studio)).prompts)).size).toBe(4);
});

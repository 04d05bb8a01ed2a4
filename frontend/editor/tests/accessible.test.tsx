/** axe over every state of the editor. */
import { expect, test } from "vitest";
import { opening as template } from "../samples/agreement.js";
import { opening } from "../samples/opening.js";
import { WorkmentorMap } from "../scenario/map/WorkmentorMap";
import { violations } from "./axe";
import { definition, fakeClock, find, openStudio, press, type Studio, settle, type } from "./studio";

fakeClock();

const STATES: [string, (studio: Studio) => Promise<void>][] = [
  ["a scene", async () => {}],
  ["an ending", () => press(/^He tells you first, ending/)],
  ["the introduction", () => press("Introduction")],
  ["the questions", () => press("Questions for the debrief")],
  ["a scene beside its translation", () => type(find(".wme-beside-choice select") as never, "nb/")],
  ["a question before deleting", () => press("Delete Choice 1")],
  ["renaming an id", () => press("Rename the id arrive")],
  ["a new scene on the spot", () => type("arrive/hand/to", " new 0")],
  [
    "the map",
    async () => {
      window.WorkmentorMap = WorkmentorMap;
      await press("Map");
    },
  ],
  ["settings", () => press("Settings")],
  [
    "own competences",
    async () => {
      await press("Settings");
      await press("Change this list for the scenario");
    },
  ],
  ["languages", () => press("Languages")],
  ["findings", () => press("Findings (5)")],
  [
    "the preview",
    async () => {
      await press("Preview");
      await settle(600);
    },
  ],
  ["the comparison", () => press("Compare with published")],
  [
    "a refused save",
    async (studio) => {
      studio.answer("save", () => ({
        status: 400,
        json: { error: { message: "No.", fields: { minutes: "Too many." } } },
      }));
      await press("Save");
    },
  ],
  [
    "a stale save",
    async (studio) => {
      const theirs = { ...definition(), introduction: "Theirs" };
      studio.answer("save", () => ({
        status: 409,
        json: { definition: theirs, settings: opening.settings, digest: "d9" },
      }));
      await press("Save");
    },
  ],
  [
    "offered work",
    async () => {
      await type("arrive/title", "Mine");
      window.dispatchEvent(new Event("pagehide"));
      await openStudio();
    },
  ],
];

test.each(STATES)(
  "%s has nothing that axe finds [shows scenario goal 11a]",
  async (_, reach) => {
    const studio = await openStudio({ opening: { map_url: "/static/editor-map.js" } });
    await reach(studio);
    expect(await violations(document.body)).toEqual([]);
  },
  30_000,
);

test.each(["Sections", "Signing", "Follow-up", "Rules", "Settings", "Preview"])(
  "a template's tab %s has nothing that axe finds",
  async (tab) => {
    await openStudio({ opening: template });
    await press(tab);
    expect(await violations(document.body)).toEqual([]);
  },
  30_000,
);

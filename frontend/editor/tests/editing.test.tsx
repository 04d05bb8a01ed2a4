import { describe, expect, test } from "vitest";
import { hashOf } from "../content/hash";
import { opening } from "../samples/opening.js";
import type { Scenario } from "../scenario/model";
import {
  control,
  definition,
  fakeClock,
  field,
  find,
  focused,
  key,
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

/** What the editor would save now. */
async function saved(studio: Studio): Promise<Scenario> {
  let sent: unknown;
  studio.answer("save", (body): Reply => {
    sent = body.definition;
    return { status: 500, text: "" };
  });
  await press("Save");
  return sent as Scenario;
}

test("a scenario without scenes is previewed in a sentence, and nothing is asked of the server", async () => {
  const empty = { ...definition(), start: "", scenes: [], endings: [] };
  const studio = await openStudio({ opening: { definition: empty } });
  await press("Preview");
  await settle(1000);
  expect(find(".wme-empty").textContent).toBe("There are no scenes yet.");
  expect(studio.posted.filter((one) => one.name === "preview")).toEqual([]);
});

describe("checks [shows scenario lesson 24]", () => {
  test("are asked for after a pause, once for several keystrokes, and shown at their field", async () => {
    const studio = await openStudio();
    studio.answer("check", () => ({
      status: 200,
      json: { findings: [{ code: "short", level: "warning", path: "arrive/title", message: "Say more." }] },
    }));
    await type("arrive/title", "M");
    await type("arrive/title", "Mi");
    await settle(400);
    expect(studio.posted).toEqual([]);
    await settle(300);
    expect(studio.posted.map((one) => one.name)).toEqual(["check"]);
    expect(text()).toContain("Findings: 1");
    const described = field("arrive/title").getAttribute("aria-describedby") ?? "";
    expect(document.getElementById(described)?.textContent).toContain("Warning: Say more.");
  });

  test("an answer about an older text is not shown", async () => {
    const studio = await openStudio();
    let release = (_: Reply) => {};
    const slow = new Promise<Reply>((resolve) => {
      release = resolve;
    });
    studio.answer("check", () => slow as unknown as Reply);
    await type("arrive/title", "M");
    await settle(700);
    await type("arrive/title", "Mi");
    release({ status: 200, json: { findings: [] } });
    await settle();
    expect(text()).toContain("Findings: 5");
  });

  test("that cannot be made are said to be old", async () => {
    const studio = await openStudio();
    studio.answer("check", () => "offline");
    await type("arrive/title", "M");
    await settle(700);
    expect(text()).toContain("Findings: 5");
    expect(text()).toContain("The checks could not be made");
  });

  test.each([
    [/leads to “school”/, "why/silent/to"],
    [/No way leads to/, "form"],
    [/Describe the picture/, "why/picture/alt"],
    [/the source was changed since/, "variant/nb//arrive/title"],
    [/has no consequence/, "arrive/pause/consequence"],
  ])("%s leads to its field", async (message, path) => {
    await openStudio();
    await press("Findings (5)");
    await press(message);
    expect(focused()).toBe(path);
  });

  test("a finding in a folded choice opens it", async () => {
    await openStudio();
    control("Choice 3").click();
    await settle();
    expect(document.querySelector('[data-wme-field="arrive/pause/label"]')).toBeNull();
    await press("Findings (5)");
    await press(/has no consequence/);
    expect(focused()).toBe("arrive/pause/consequence");
  });
});

describe("the outline by keyboard [shows scenario lesson 21]", () => {
  test("goes to a scene and into its form", async () => {
    await openStudio();
    control(/^Main switch off/).focus();
    await key("ArrowDown");
    expect(focused()).toMatch(/^Where had he learned it\?, scene, by choice 1, Error$/);
    await key("Enter");
    expect(focused()).toBe("form");
    expect(document.activeElement?.textContent).toContain("Where had he learned it?");
    expect(control(/^Where had he learned it\?, scene/).getAttribute("aria-selected")).toBe("true");
  });

  test("folds and says so", async () => {
    await openStudio();
    control(/^White knuckles/).focus();
    const rows = document.querySelectorAll("[role=treeitem]").length;
    await key("ArrowLeft");
    expect(control(/^White knuckles/).getAttribute("aria-expanded")).toBe("false");
    expect(document.querySelectorAll("[role=treeitem]")).toHaveLength(rows - 2);
    expect(document.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
  });

  test("opens the scene that a way back points to", async () => {
    await openStudio();
    control(/^Main switch off, nothing locked, shown elsewhere/).focus();
    await key(" ");
    expect(focused()).toMatch(/shown elsewhere/);
    expect(field("arrive/title").value).toBe("Main switch off, nothing locked");
  });
});

describe("scenes", () => {
  test("a new one is there at once, with the focus in its title", async () => {
    const studio = await openStudio();
    await press("Add a scene");
    expect(focused()).toMatch(/^[a-z0-9]{6}\/title$/);
    await type(
      document.activeElement as HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement,
      "The morning after",
    );
    expect(control(/^The morning after, scene/)).toBeTruthy();
    expect((await saved(studio)).scenes[4]?.title).toBe("The morning after");
  });

  test("deleting tells how many choices lead there, and can be undone", async () => {
    const studio = await openStudio();
    await press(/^Where had he learned it\?, scene/);
    await press("Delete Where had he learned it?");
    expect(text()).toContain("Choices that lead here: 3.");
    await press("Delete");
    expect(said()).toBe("Where had he learned it? is deleted. Undo brings it back.");
    expect(focused()).toBe("form");
    expect((await saved(studio)).scenes.map((scene) => scene.id)).toEqual(["arrive", "frozen", "lunch"]);
    await press("Undo");
    expect((await saved(studio)).scenes.map((scene) => scene.id)).toEqual(["arrive", "frozen", "why", "lunch"]);
  });

  test("is duplicated under a new id", async () => {
    const studio = await openStudio();
    await press("Duplicate");
    expect(field(focused()).value).toBe("Main switch off, nothing locked (copy)");
    expect((await saved(studio)).scenes[1]?.choices[0]?.id).toBe("hand");
  });

  test("an id is renamed knowingly, and not to one that is taken [shows scenario pitfall 15]", async () => {
    const studio = await openStudio();
    await press("Rename the id arrive");
    const input = document.activeElement as HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement;
    await type(input, "trust");
    expect(text()).toContain("This id belongs to another part.");
    await press("Rename");
    await type(input, "The Hall");
    await press("Rename");
    expect(said()).toBe("The id is the-hall now");
    const it = await saved(studio);
    expect(it.start).toBe("the-hall");
    expect(it.scenes[0]).toMatchObject({ id: "the-hall", was: ["node-1", "arrive"] });
    expect(text()).toContain("Id: the-hall (was node-1, arrive)");
  });

  test("a picture is chosen with its preview, typed by hand, and missed when it is not there", async () => {
    const studio = await openStudio();
    expect(find("img.wme-thumb").getAttribute("alt")).toBe("An open switchboard without a padlock.");
    await press(/^Where had he learned it\?, scene/);
    expect(text()).toContain("Not found among the course's files");
    await type("why/picture", "/static/talk.svg");
    expect(text()).not.toContain("Not found among the course's files");
    await type("why/picture", "");
    expect((await saved(studio)).scenes[2]?.picture).toBeNull();
  });
});

describe("choices", () => {
  test("are moved by keyboard with the focus and a word", async () => {
    const studio = await openStudio();
    control("Move Choice 1 down").focus();
    await press("Move Choice 1 down");
    expect(said()).toBe("Choice 1 is now at place 2 of 3");
    expect(focused()).toBe("Move Choice 2 down");
    await press("Move Choice 2 down");
    expect(focused()).toBe("Move Choice 3 down");
    expect(control("Move Choice 3 down").getAttribute("aria-disabled")).toBe("true");
    await press("Move Choice 3 down");
    const it = await saved(studio);
    expect(it.scenes[0]?.choices.map((choice) => choice.id)).toEqual(["door", "pause", "hand"]);
  });

  test("lead to a new scene that is made on the spot", async () => {
    const studio = await openStudio();
    await press("Add a choice");
    const path = focused().replace(/\/label$/, "");
    expect(path).toMatch(/^arrive\/[a-z0-9]{6}$/);
    await type(`${path}/to`, " new 0");
    expect(field(`${path}/to`).value).toBe("");
    await type(document.activeElement as HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement, "On the stairs");
    await key("Enter");
    expect(focused()).toBe(`${path}/to`);
    expect(said()).toBe("On the stairs is made, and this choice leads there");
    const it = await saved(studio);
    expect(it.scenes[4]?.title).toBe("On the stairs");
    expect(it.scenes[0]?.choices[3]?.to).toBe(it.scenes[4]?.id);
  });

  test("give evidence for competences", async () => {
    const studio = await openStudio();
    await press("Add evidence to Choice 3");
    await press("Remove Choice 3, evidence 1");
    await type(find('[aria-label="Choice 3, evidence 1: points"]') as never, "-2");
    expect((await saved(studio)).scenes[0]?.choices[2]?.evidence).toEqual([{ competence: "C1", points: -2 }]);
  });

  test("are deleted after a question, with the focus on the list", async () => {
    const studio = await openStudio();
    await press("Delete Choice 2");
    await press("Delete");
    expect(focused()).toBe("arrive/choices");
    expect((await saved(studio)).scenes[0]?.choices.map((choice) => choice.id)).toEqual(["hand", "pause"]);
  });

  test("a missing target stays to be seen", async () => {
    await openStudio();
    await press(/^Where had he learned it\?, scene/);
    expect(field("why/silent/to").selectedOptions[0]?.textContent).toBe("school (does not exist)");
  });
});

describe("languages [shows scenario goal 13b]", () => {
  const NB = "variant/nb//";

  test("stand beside the source in the form, with their state", async () => {
    const studio = await openStudio();
    await type(find(".wme-beside-choice select") as never, "nb/");
    expect(field(`${NB}arrive/title`).value).toBe("Hovedbryter av, ingenting låst");
    expect(field(`${NB}arrive/title`).lang).toBe("nb");
    await press(/^Still right/);
    expect(said()).toBe("Marked as still right");
    const text = (await saved(studio)).variants[0]?.texts.find((one) => one.for === "arrive/title");
    expect(text?.of).toBe(hashOf("Main switch off, nothing locked"));
  });

  test("fall behind when the source changes", async () => {
    await openStudio();
    await type(find(".wme-beside-choice select") as never, "nb/");
    await type(`${NB}arrive/body`, "Skapet står åpent.");
    expect(text()).not.toMatch(/Skapet.*Source changed since/);
    await type("arrive/body", "The cupboard is shut.");
    const row = field(`${NB}arrive/body`).closest(".wme-variant");
    expect(row?.textContent).toContain("Source changed since");
  });

  test("are filtered, and a row stays while it is written", async () => {
    const studio = await openStudio();
    await press("Languages");
    const rows = () => document.querySelectorAll(".wme-text-row").length;
    const all = rows();
    await type(find('[aria-label="Show"]') as never, "missing");
    const missing = rows();
    expect(missing).toBeLessThan(all);
    await type(`${NB}introduction`, "Du er elektriker.");
    expect(rows()).toBe(missing);
    await type(find('[aria-label="Show"]') as never, "equal");
    expect(rows()).toBe(1);
    find(".wme-tick input").click();
    await settle();
    expect((await saved(studio)).variants[0]?.texts.find((one) => one.for === "question/q1")?.same).toBe(true);
  });

  test("are added once, for a workplace as well", async () => {
    const studio = await openStudio();
    await press("Languages");
    await type(find('[aria-label="Language"]') as never, "nl");
    await type(find('[aria-label="Workplace"]') as never, "plumbing");
    await press("Add");
    await press("Add");
    expect(said()).toBe("This one is there already");
    const { variants } = await saved(studio);
    expect(variants.map((one) => `${one.lang}/${one.workplace}`)).toEqual(["nb/", "en/plumbing", "nl/plumbing"]);
  });

  test("are deleted after a question", async () => {
    const studio = await openStudio();
    await press("Languages");
    await press("Delete Norwegian Bokmål");
    expect(text()).toContain("Delete all texts of Norwegian Bokmål: 5?");
    await press("Delete");
    expect((await saved(studio)).variants.map((one) => one.lang)).toEqual(["en"]);
  });

  test("texts whose source is gone are shown and can be thrown away", async () => {
    const studio = await openStudio();
    await press("Languages");
    expect(text()).toContain("cellar/body En tekst som ble igjen.");
    await press("Delete these");
    await press("Delete");
    expect((await saved(studio)).variants[0]?.texts.map((one) => one.for)).not.toContain("cellar/body");
  });
});

describe("settings", () => {
  test("follow the server's table and stay beside the content", async () => {
    const studio = await openStudio();
    await press("Settings");
    await type("minutes", "12");
    await type("feedback", "end");
    field("ask_reason").click();
    await type("weight", "");
    await press("Save");
    expect(studio.posted.find((one) => one.name === "save")?.body.settings).toEqual({
      ...opening.settings,
      minutes: 12,
      feedback: "end",
      ask_reason: false,
      weight: null,
    });
  });

  test("own competences begin with the shared ones", async () => {
    const studio = await openStudio();
    await press("Settings");
    await press("Change this list for the scenario");
    expect(focused()).toBe("competence/C1");
    await type("competence/C1", "Knowing the limits");
    expect((await saved(studio)).competences[0]).toEqual({ id: "C1", name: "Knowing the limits", weight: 1 });
  });

  test("a workplace is added, moved to the front and deleted with its texts", async () => {
    const studio = await openStudio();
    await press("Settings");
    await press("Add a workplace");
    await type(focused(), "Bakery");
    await press("Move Bakery up");
    expect((await saved(studio)).workplaces.map((one) => one.name)).toEqual([
      "Electrical installation",
      "Bakery",
      "Plumbing",
    ]);
    await press("Delete Plumbing");
    expect(text()).toContain("Languages written for it, which go too: 1.");
    await press("Delete");
    expect((await saved(studio)).variants.map((one) => one.lang)).toEqual(["nb"]);
  });

  test("questions for the debrief are written in their own place", async () => {
    const studio = await openStudio();
    await press("Questions for the debrief");
    await press("Add a question");
    await type(focused(), "Who paid for it?");
    await press("Delete What did you protect first?");
    expect((await saved(studio)).questions.map((one) => one.text)).toEqual([
      "Who else needed to know?",
      "Who paid for it?",
    ]);
  });
});

describe("looking at it", () => {
  test("the preview shows the unsaved scene in a frame where nothing runs, and its choices lead on", async () => {
    const studio = await openStudio();
    await type("arrive/title", "Mine");
    await press("Preview");
    await settle(600);
    const frame = () => find("iframe") as HTMLIFrameElement;
    expect(frame().getAttribute("sandbox")).toBe("allow-same-origin");
    expect(frame().srcdoc).toContain("<p>arrive</p>");
    const asked = studio.posted.find((one) => one.name === "preview")?.body ?? {};
    expect(asked).toMatchObject({ part: "arrive", lang: "en", workplace: "" });
    expect((asked.definition as Scenario).scenes[0]?.title).toBe("Mine");
    await press(/→ White knuckles/);
    await settle(600);
    expect(frame().srcdoc).toContain("<p>frozen</p>");
    await type("previewIn", "nb/");
    await settle(600);
    expect(studio.posted[studio.posted.length - 1]?.body).toMatchObject({ part: "frozen", lang: "nb" });
  });

  test("the preview looks as the block does for learners, in all of its style sheets and in no other", async () => {
    const sheet = (path: string) => `<link rel="stylesheet" href="${path}">`;
    const [all, own] = ["/static/workmentor/learner.1f.css", "/static/workmentor/scenario.2e.css"].map(sheet);
    const others = [
      "/static/workmentor/editor.3d.css",
      "/static/workmentor/editor-scenario.4c.css",
      "/static/studio.css",
    ];
    document.head.innerHTML = [others.map(sheet), all, own].flat().join("");
    await openStudio();
    await press("Preview");
    await settle(600);
    const frame = find("iframe") as HTMLIFrameElement;
    const shown = [...frame.srcdoc.matchAll(/href="([^"]*)"/g)].map(([, address]) => new URL(address ?? "").pathname);
    expect(shown).toEqual(["/static/workmentor/learner.1f.css", "/static/workmentor/scenario.2e.css"]);
    document.head.innerHTML = "";
  });

  test("the draft is compared with what is published", async () => {
    await openStudio();
    await press("Compare with published");
    const listed = [...document.querySelectorAll(".wme-differences > li")].map((one) => one.textContent);
    expect(listed).toEqual([
      expect.stringMatching(/^Introduction.*Published.*This draft.*who is seventeen/s),
      "At lunchOnly in: This draft",
    ]);
    await press("Introduction");
    expect(focused()).toBe("introduction");
  });

  test("what was never published says so", async () => {
    await openStudio({ opening: { published: null } });
    await press("Compare with published");
    expect(text()).toContain("This has not been published yet");
  });
});

describe("tabs", () => {
  test("are gone through with the arrow keys", async () => {
    await openStudio();
    control("Scenes").focus();
    await key("ArrowRight");
    expect(focused()).toBe("Settings");
    expect(find("[role=tabpanel]").getAttribute("aria-labelledby")).toBe(control("Settings").id);
    await key("End");
    expect(focused()).toBe("Compare with published");
    await key("ArrowRight");
    expect(focused()).toBe("Scenes");
  });
});

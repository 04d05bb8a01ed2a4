import { describe, expect, test, vi } from "vitest";
import { opening } from "../samples/opening.js";
import type { Scenario } from "../scenario/model";
import {
  control,
  definition,
  fakeClock,
  field,
  find,
  focused,
  openStudio,
  press,
  said,
  settle,
  text,
  type,
} from "./studio";

fakeClock();

const START = 'save {"state":"start"}';
const END = 'save {"state":"end"}';
const byThem = (): Scenario => {
  const it = definition();
  const [first, second] = it.scenes;
  if (!first || !second) throw new Error("the sample has scenes");
  return { ...it, scenes: [first, { ...second, title: "Cold hands" }, ...it.scenes.slice(2)] };
};

describe("opening", () => {
  test.each(["node", "jquery"] as const)(
    "stands in a %s and begins with the focus on what is edited [shows studio fact 2]",
    async (element) => {
      await openStudio({ element });
      expect(focused()).toBe("The switch was off");
      expect(text()).toContain("Findings: 5 · No unsaved changes");
      expect(text()).not.toContain("Loading");
    },
  );

  test("speaks the language of the author [shows platform fact 52]", async () => {
    await openStudio({ opening: { words: { Save: "Speichern", "Findings: {n}": "Befunde: {n}" } } });
    expect(control("Speichern")).toBeTruthy();
    expect(text()).toContain("Befunde: 5");
  });

  test("loads where the page has an AMD loader, and leaves it alone [shows studio fact 1]", async () => {
    const define = Object.assign(vi.fn(), { amd: {} });
    vi.stubGlobal("define", define);
    await openStudio();
    expect(define).not.toHaveBeenCalled();
  });

  test("an unknown kind of block says which kinds there are", async () => {
    await expect(openStudio({ opening: { kind: "poem" } })).rejects.toThrow(/poem.*scenario/);
  });
});

describe("saving", () => {
  test("sends everything with the base and tells Studio only when it is done [shows studio fact 3]", async () => {
    const studio = await openStudio();
    await type("arrive/title", "Nothing is locked");
    expect(text()).toContain("Unsaved changes");
    control("Save").click();
    expect(studio.notified).toEqual([]);
    await settle();
    const [save] = studio.posted.filter((one) => one.name === "save");
    expect(save?.headers).toMatchObject({ "X-CSRFToken": "token=1", "Content-Type": "application/json" });
    const sent = save?.body ?? {};
    expect(sent).toMatchObject({ base: "d1", settings: opening.settings });
    expect((sent.definition as Scenario).scenes[0]?.title).toBe("Nothing is locked");
    expect((sent.definition as Scenario).unread).toEqual(definition().unread);
    expect(studio.notified).toEqual([START, END]);
  });

  test("shows what the server read back, where the window stays", async () => {
    const studio = await openStudio();
    studio.answer("save", (body) => ({
      status: 200,
      json: { ...body, definition: { ...definition(), introduction: "Tidied." }, digest: "d2", findings: [] },
    }));
    await press("Save");
    await press("Introduction");
    expect(field("introduction").value).toBe("Tidied.");
    expect(text()).toContain("No findings · No unsaved changes");
  });

  test("an untouched scenario goes back as it came", async () => {
    const studio = await openStudio();
    await press("Save");
    expect(studio.posted.find((one) => one.name === "save")?.body.definition).toEqual(opening.definition);
  });

  test("a wrong setting is said at the top, leads to its field, and nothing is lost", async () => {
    const studio = await openStudio();
    studio.answer("save", () => ({
      status: 400,
      json: { error: { code: "x", message: "One setting cannot be used.", fields: { minutes: "From 1 to 240." } } },
    }));
    await type("arrive/title", "Mine");
    await press("Save");
    expect(studio.notified).toEqual([]);
    expect(find("[role=alert]")).toBe(document.activeElement);
    await press(/From 1 to 240/);
    expect(focused()).toBe("minutes");
    expect(field("minutes").getAttribute("aria-invalid")).toBe("true");
    const described = field("minutes").getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toContain("From 1 to 240.");
    await press("Scenes");
    expect(field("arrive/title").value).toBe("Mine");
  });

  test("a place that the server names by its path leads to the field [shows studio fact 6]", async () => {
    const studio = await openStudio();
    studio.answer("save", () => ({
      status: 400,
      json: { error: { message: "No.", fields: { "trust/level": "Not so high." } } },
    }));
    await press("Save");
    await press(/Not so high/);
    expect(focused()).toBe("trust/level");
  });

  test.each([
    ["signed out", { status: 403, text: "<h1>Unauthenticated</h1>" }, /signed out/],
    ["no network", "offline", /no connection/],
    ["a broken server", { status: 500, text: "<html>" }, /had a problem/],
    ["too large", { status: 413, text: "" }, /too large/],
  ] as const)("%s becomes a sentence, and the work stays", async (_, reply, sentence) => {
    const studio = await openStudio();
    studio.answer("save", () => reply);
    await type("arrive/title", "Mine");
    await press("Save");
    expect(find("[role=alert]").textContent).toMatch(sentence);
    expect(field("arrive/title").value).toBe("Mine");
    expect(sessionStorage.length).toBe(1);
    studio.answer("save", (body) => ({ status: 200, json: { ...body, digest: "d2" } }));
    await press("Save");
    expect(studio.notified).toEqual([START, END]);
    expect(sessionStorage.length).toBe(0);
  });

  test("pressing Save twice saves once", async () => {
    const studio = await openStudio();
    control("Save").click();
    control("Save").click();
    await settle();
    expect(studio.posted.filter((one) => one.name === "save")).toHaveLength(1);
  });
});

describe("a save that came too late [shows scenario pitfall 16; studio fact 5]", () => {
  async function stale() {
    const studio = await openStudio();
    studio.answer("save", (body) =>
      body.base === "d1"
        ? {
            status: 409,
            json: { error: { message: "x" }, definition: byThem(), settings: opening.settings, digest: "d9" },
          }
        : { status: 200, json: { ...body, digest: "d10" } },
    );
    await type("arrive/title", "Mine");
    await press("Save");
    return studio;
  }
  const lastSave = (studio: Awaited<ReturnType<typeof stale>>) =>
    studio.posted.filter((one) => one.name === "save").pop()?.body as { base: string; definition: Scenario };

  test("shows both in words, and the window stays", async () => {
    const studio = await stale();
    expect(studio.notified).toEqual([]);
    expect(focused()).toMatch(/Somebody else has saved/);
    const listed = [...document.querySelectorAll(".wme-differences > li")].map((one) => one.textContent);
    expect(listed).toEqual([
      expect.stringMatching(/Mine › Title.*You changed this.*Yours.*Mine.*Theirs.*Main switch off/),
      expect.stringMatching(/White knuckles › Title.*They changed this.*Theirs.*Cold hands/),
    ]);
  });

  test("mine is kept on the new base", async () => {
    const studio = await stale();
    await press("Keep mine and save");
    expect(lastSave(studio).base).toBe("d9");
    expect(
      lastSave(studio)
        .definition.scenes.map((scene) => scene.title)
        .slice(0, 2),
    ).toEqual(["Mine", "White knuckles"]);
    expect(studio.notified).toEqual([START, END]);
  });

  test("theirs is taken, and mine can be had back", async () => {
    await stale();
    await press("Take theirs");
    expect(field("arrive/title").value).toBe("Main switch off, nothing locked");
    expect(said()).toBe("Their version is shown now.");
    await press("Undo");
    expect(field("arrive/title").value).toBe("Mine");
  });

  test("both are combined", async () => {
    const studio = await stale();
    await press("Combine both");
    await press("Save");
    expect(
      lastSave(studio)
        .definition.scenes.map((scene) => scene.title)
        .slice(0, 2),
    ).toEqual(["Mine", "Cold hands"]);
  });

  test("deciding later leads back to the work, and the next save asks again", async () => {
    const studio = await stale();
    await press("Decide later");
    expect(field("arrive/title").value).toBe("Mine");
    await press("Save");
    expect(text()).toContain("Somebody else has saved this");
    expect(studio.notified).toEqual([]);
  });
});

describe("leaving [shows scenario pitfall 16; studio fact 4]", () => {
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  test("without changes is not held up [shows studio fact 3]", async () => {
    const studio = await openStudio();
    expect(leave()).toBe(false);
    await press("Cancel");
    expect(studio.notified).toEqual(["cancel {}"]);
    expect(studio.root.textContent).toBe("");
  });

  test("with changes asks in place; no keeps the work, Escape too, yes gives it up", async () => {
    const studio = await openStudio();
    await type("arrive/title", "Mine");
    expect(leave()).toBe(true);
    await press("Cancel");
    expect(text()).toContain("What you changed is lost.");
    await press("No, keep it");
    expect(focused()).toBe("Cancel");
    await press("Cancel");
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    expect(focused()).toBe("Cancel");
    expect(studio.notified).toEqual([]);
    await press("Cancel");
    await press("Leave without saving");
    expect(studio.notified).toEqual(["cancel {}"]);
    expect(sessionStorage.length).toBe(0);
    expect(leave()).toBe(false);
  });

  test("Studio's own Cancel is stopped until the author agrees", async () => {
    const studio = await openStudio();
    const closed = vi.fn();
    studio.modal.addEventListener("click", (event) => (event.target as Element).matches(".action-cancel") && closed());
    const confirm = vi.fn().mockReturnValueOnce(false).mockReturnValueOnce(true);
    vi.stubGlobal("confirm", confirm);
    await type("arrive/title", "Mine");
    find(".action-cancel").click();
    expect(closed).not.toHaveBeenCalled();
    find(".action-cancel").click();
    expect(closed).toHaveBeenCalledTimes(1);
    expect(confirm).toHaveBeenCalledTimes(2);
    expect(leave()).toBe(false);
  });

  test("an editor whose window is gone holds nobody up", async () => {
    const studio = await openStudio();
    await type("arrive/title", "Mine");
    studio.modal.remove();
    expect(leave()).toBe(false);
  });
});

describe("unsaved work [shows scenario pitfall 16; studio fact 4]", () => {
  async function lost() {
    await openStudio();
    await type("arrive/title", "Written at five past two");
    window.dispatchEvent(new Event("pagehide"));
  }

  test("is offered on the next opening, and taken", async () => {
    await lost();
    const studio = await openStudio();
    expect(text()).toMatch(/You have unsaved work from (02|14):05/);
    expect(focused()).toBe("Take it");
    expect(field("arrive/title").value).toBe("Main switch off, nothing locked");
    await press("Take it");
    expect(field("arrive/title").value).toBe("Written at five past two");
    await press("Save");
    expect(studio.notified).toEqual([START, END]);
    expect(sessionStorage.length).toBe(0);
  });

  test("is dropped when the author says so", async () => {
    await lost();
    await openStudio();
    await press("Drop it");
    expect(sessionStorage.length).toBe(0);
    expect(text()).not.toContain("You have unsaved work");
  });

  test("is offered again when the window was closed without an answer", async () => {
    await lost();
    await openStudio();
    await press("Cancel");
    await openStudio();
    expect(text()).toContain("You have unsaved work");
  });

  test("that was begun before somebody else saved is refused as stale", async () => {
    await lost();
    const studio = await openStudio({ opening: { definition: byThem(), digest: "d9" } });
    expect(text()).toContain("Somebody has saved since");
    studio.answer("save", (body) => {
      expect(body.base).toBe("d1");
      return { status: 409, json: { definition: byThem(), settings: opening.settings, digest: "d9" } };
    });
    await press("Take it");
    await press("Save");
    await press("Combine both");
    expect(field("arrive/title").value).toBe("Written at five past two");
    await press(/Cold hands/);
    expect(field("frozen/title").value).toBe("Cold hands");
  });

  test("another block's is not offered", async () => {
    await lost();
    const key = sessionStorage.key(0) ?? "";
    sessionStorage.setItem(key.replace("xblock", "other"), sessionStorage.getItem(key) ?? "");
    sessionStorage.removeItem(key);
    await openStudio();
    expect(text()).not.toContain("You have unsaved work");
  });

  test.each(["{broken", "null", "7", '{"at":1}'])("a copy that is none (%s) does no harm", async (copy) => {
    await lost();
    sessionStorage.setItem(sessionStorage.key(0) ?? "", copy);
    await openStudio();
    expect(text()).not.toContain("You have unsaved work");
  });

  test("where the browser keeps nothing, the bar says so and everything else works", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const studio = await openStudio();
    await type("arrive/title", "Mine");
    await settle(400);
    expect(text()).toContain("This browser keeps no copy of unsaved work");
    await press("Save");
    expect(studio.notified).toEqual([START, END]);
  });
});

/** What a person is typing survives a closed page, and belongs to that person only. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { block, freshPage, html, json, later, line, pass, ReadAtOnce, sample } from "./stage";

freshPage();

const PLAN = `<div data-wm-part="page">${plan("")}</div>`;
const FIELD = "[name=plan]";
const NOTE = "[data-wm-draft-note]";

function plan(text: string): string {
  return `<form data-wm-action="plan"><label data-wm-field="plan">On Monday
    <textarea name="plan" data-wm-draft="plan-r1">${text}</textarea></label>
    <p data-wm-draft-note hidden></p><button>Keep this</button></form>`;
}

const value = (of: ReturnType<typeof block>) => of.one<HTMLTextAreaElement>(FIELD).value;
const keptKeys = () => Object.keys(window.localStorage);

describe("a copy of what is typed [shows page fact 6]", () => {
  it("is kept at each keystroke, told about, and given back to the same person on the same block", () => {
    const first = block(PLAN);
    first.type(FIELD, "Lock before screwdriver");
    expect(first.text(NOTE)).toMatch(/copy is kept/);
    expect(first.one(NOTE).hidden).toBe(false);
    first.element.remove();
    const again = block(PLAN);
    expect(value(again)).toBe("Lock before screwdriver");
    expect(again.text(NOTE)).toMatch(/wrote before/);
  });

  it("is not shown in another block", () => {
    block(PLAN).type(FIELD, "Lock before screwdriver");
    expect(value(block(PLAN, { user: "marta", usage: "another" }))).toBe("");
  });

  it("goes when the answer proves that the server has it", async () => {
    const page = block(PLAN);
    page.type(FIELD, "Lock first");
    line.next(json({ html: plan("Lock first") }));
    page.press("button");
    await pass();
    expect(keptKeys()).toEqual([]);
    expect(page.text("[data-wm-status]")).toBe("Saved.");
    expect(page.one(NOTE).hidden).toBe(true);
  });

  it("goes even when the block has left the page before the answer came", async () => {
    const page = block(PLAN);
    const { reply, arrive } = later();
    line.next(reply);
    page.type(FIELD, "Lock first");
    page.press("button");
    page.element.remove();
    arrive(new ReadAtOnce("{}"));
    await pass();
    expect(keptKeys()).toEqual([]);
  });

  it("stays when the answer is a refusal or none", async () => {
    const page = block(PLAN);
    page.type(FIELD, "Lock first");
    line.next(json({ error: { message: "No." } }, 400), html("", 403));
    page.press("button");
    await pass();
    page.press("button:not([type])");
    await pass();
    expect(keptKeys()).toHaveLength(1);
  });

  it("keeps what was typed on while the answer was on its way", async () => {
    const page = block(PLAN);
    const { reply, arrive } = later();
    line.next(reply);
    page.type(FIELD, "Lock");
    page.press("button");
    page.type(FIELD, "Lock first, then test");
    arrive(new ReadAtOnce(JSON.stringify({ html: plan("Lock") })));
    await pass();
    expect(value(page)).toBe("Lock first, then test");
  });

  it("survives that another form of the same page is answered", async () => {
    const page = block(
      `<div data-wm-part="page"><form data-wm-action="retry"><button class="other">Again</button></form>${plan("")}</div>`,
    );
    page.type(FIELD, "Lock first");
    line.next(json({ html: plan("") }));
    page.press(".other");
    await pass();
    expect(value(page)).toBe("Lock first");
  });

  it("never overwrites what the server has meanwhile got from elsewhere", () => {
    block(PLAN).type(FIELD, "On this tablet");
    const elsewhere = block(`<div data-wm-part="page">${plan("On my phone, later")}</div>`);
    expect(value(elsewhere)).toBe("On my phone, later");
  });

  it("continues the change of a text that the server still has as it was", () => {
    const saved = `<div data-wm-part="page">${plan("Version one")}</div>`;
    block(saved).type(FIELD, "Version one, and more");
    expect(value(block(saved))).toBe("Version one, and more");
  });

  it("goes when the field is emptied, or holds what the server has anyway", () => {
    const page = block(PLAN);
    page.type(FIELD, "Lock");
    page.type(FIELD, "");
    expect(keptKeys()).toEqual([]);
    expect(page.one(NOTE).hidden).toBe(true);
    page.type(FIELD, "Lock");
    block(`<div data-wm-part="page">${plan("Lock")}</div>`);
    expect(keptKeys()).toEqual([]);
  });

  it("tells each field of a form by its own note", () => {
    const page =
      block(`<form data-wm-action="save"><input data-wm-draft="a" name="a"><p class="a" data-wm-draft-note></p>
      <input data-wm-draft="b" name="b"><p class="b" data-wm-draft-note></p></form>`);
    page.type("[name=b]", "second");
    expect(page.text("p.a")).toBe("");
    expect(page.text("p.b")).toMatch(/copy is kept/);
  });

  it("works in the scenes as they are", () => {
    const scene = block(sample("scene"));
    scene.type("[name=reason]", "He is seventeen");
    scene.element.remove();
    expect(block(sample("scene")).one<HTMLInputElement>("[name=reason]").value).toBe("He is seventeen");
  });
});

describe("on a shared device [shows page fact 6]", () => {
  it("another person's copies are removed, other sites' data is not", () => {
    window.localStorage.setItem("somebody-else", "1");
    block(PLAN).type(FIELD, "Marta's plan");
    const page = block(PLAN, { user: "mikael", usage: "block-v1:X+Y+Z+type@s+block@s1" });
    expect(value(page)).toBe("");
    expect(keptKeys()).toEqual(["somebody-else"]);
  });

  it("a person whose name begins like another's is another person", () => {
    block(PLAN, { user: "marta", usage: "u" }).type(FIELD, "Marta's plan");
    block(PLAN, { user: "marta:u", usage: "" });
    expect(keptKeys()).toEqual([]);
  });

  it("nothing is kept when nobody is signed in", () => {
    const page = block(PLAN, { usage: "u" });
    page.type(FIELD, "Whose is this?");
    expect(keptKeys()).toEqual([]);
    expect(page.one(NOTE).hidden).toBe(true);
  });

  it("copies of last week are removed, those of six days ago are given back", () => {
    vi.setSystemTime("2026-11-01T08:00:00Z");
    block(PLAN).type(FIELD, "Old plan");
    vi.setSystemTime("2026-11-07T08:00:00Z");
    expect(value(block(PLAN))).toBe("Old plan");
    vi.setSystemTime("2026-11-08T08:00:01Z");
    expect(value(block(PLAN))).toBe("");
    expect(keptKeys()).toEqual([]);
  });

  it("a copy that cannot be read is removed and harms nothing", () => {
    block(PLAN).type(FIELD, "x");
    const [key = ""] = keptKeys();
    for (const broken of ["{", "null", "[]", '{"text": 1}', "7"]) {
      window.localStorage.setItem(key, broken);
      expect(value(block(PLAN))).toBe("");
      expect(keptKeys()).toEqual([]);
    }
  });
});

describe("with storage switched off [shows page fact 6]", () => {
  const real = Object.getOwnPropertyDescriptor(window, "localStorage") as PropertyDescriptor;
  afterEach(() => Object.defineProperty(window, "localStorage", real));

  it.each([
    [
      "asking for it throws",
      {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      },
    ],
    ["there is none", { get: () => null }],
    [
      "each access throws",
      {
        get: () => ({
          getItem: () => {
            throw new Error("denied");
          },
        }),
      },
    ],
  ])("everything works, promises nothing and loses nothing on the page: %s", async (_name, getter) => {
    Object.defineProperty(window, "localStorage", { ...getter, configurable: true });
    const page = block(
      `<div data-wm-part="page"><form data-wm-action="retry"><button class="other">Again</button></form>${plan("")}</div>`,
    );
    page.type(FIELD, "Lock first");
    expect(page.one(NOTE).hidden).toBe(true);
    line.next(json({ html: plan("") }), json({ html: plan("Lock first") }));
    page.press(".other");
    await pass();
    expect(value(page)).toBe("Lock first");
    page.press("button:not([type])");
    await pass();
    expect(line.requests[1]?.body).toEqual({ plan: "Lock first" });
    expect(value(page)).toBe("Lock first");
  });

  it("a full device is the same as none", () => {
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const page = block(PLAN);
    page.type(FIELD, "Lock first");
    expect(full).toHaveBeenCalled();
    expect(page.one(NOTE).hidden).toBe(true);
    expect(value(page)).toBe("Lock first");
  });
});

describe("a copy whose field is gone [shows page fact 6]", () => {
  const AGREEMENT = `<div data-wm-part="page"><div data-wm-drafts="a1"></div>
    <form data-wm-action="act"><label data-wm-field="f-tasks"><span>Tasks</span>
    <textarea name="f-tasks" data-wm-draft="a1-tasks"></textarea></label></form></div>`;
  const FIXED = `<div data-wm-part="page"><div data-wm-drafts="a1"></div><p>The text is fixed.</p></div>`;
  const BOX = ".wm-unsaved";

  it("is shown to be copied, with the name of its field", () => {
    block(AGREEMENT).type("[name=f-tasks]", "Every second Friday");
    const later = block(FIXED);
    expect(later.text(`${BOX} label span`)).toBe("Tasks");
    expect(later.one<HTMLTextAreaElement>(`${BOX} textarea`).value).toBe("Every second Friday");
    expect(later.one<HTMLTextAreaElement>(`${BOX} textarea`).readOnly).toBe(true);
  });

  it("goes when the person says so, and the box with the last one", () => {
    block(AGREEMENT).type("[name=f-tasks]", "Every second Friday");
    const later = block(FIXED);
    later.press(`${BOX} button`);
    expect(later.element.querySelector(BOX)).toBeNull();
    expect(keptKeys()).toEqual([]);
  });

  it("is shown too where a refusal brings a page without the field", async () => {
    const page = block(AGREEMENT);
    page.type("[name=f-tasks]", "Every second Friday");
    line.next(json({ error: { message: "It went on." }, html: "<p>The next scene.</p>", part: "page" }, 409));
    page.one("form").insertAdjacentHTML("beforeend", "<button>Send</button>");
    page.one("[data-wm-part]").insertAdjacentHTML("beforebegin", '<div data-wm-drafts="a1-"></div>');
    page.press("form button");
    await pass();
    expect(page.one<HTMLTextAreaElement>(`${BOX} textarea`).value).toBe("Every second Friday");
  });

  it("is not shown where its field is, nor on the page of another agreement", () => {
    block(AGREEMENT).type("[name=f-tasks]", "Every second Friday");
    expect(block(AGREEMENT).element.querySelector(BOX)).toBeNull();
    expect(block(FIXED.replace("a1", "a2")).element.querySelector(BOX)).toBeNull();
  });
});

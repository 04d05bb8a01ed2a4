/** A refusal becomes a sentence where the person is, and nothing that was entered is lost. */
import { describe, expect, it } from "vitest";
import { block, freshPage, json, line, pass, sample } from "./stage";

freshPage();

const WRONG = {
  code: "invalid",
  message: "This could not be sent yet.",
  fields: { choice: "Choose what you do.", reason: "A reason is at most 300 characters." },
};

describe("a refusal [shows page fact 5]", () => {
  it("stands at the top of the form, takes the focus and says it aloud", async () => {
    const scene = block(sample("refused"));
    line.next(json({ error: WRONG }, 400));
    scene.press(".wm-button");
    await pass();
    const summary = scene.one(".wm-problem");
    expect(scene.one("form").firstElementChild).toBe(summary);
    expect(document.activeElement).toBe(summary);
    expect(summary.getAttribute("role")).toBe("alert");
    expect(summary.tabIndex).toBe(-1);
    expect(scene.text(".wm-problem-text")).toBe(WRONG.message);
    expect(scene.one<HTMLInputElement>("[name=reason]").value).toBe("Because it is quicker");
  });

  it("stands beside each field too, and the summary leads there", async () => {
    const scene = block(sample("refused"));
    line.next(json({ error: WRONG }, 400));
    scene.press(".wm-button");
    await pass();
    const reason = scene.one("[name=reason]");
    const described = reason.getAttribute("aria-describedby");
    expect(reason.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(String(described))?.textContent).toBe(WRONG.fields.reason);
    const group = scene.one("fieldset").getAttribute("aria-describedby");
    expect(document.getElementById(String(group))?.textContent).toBe(WRONG.fields.choice);
    scene.press(".wm-problem-list li:last-child button");
    expect(document.activeElement).toBe(reason);
  });

  it("keeps a description that the field has anyway, and gives it back afterwards", async () => {
    const form =
      block(`<form data-wm-action="save"><div data-wm-field="name"><input name="name" aria-describedby="help">
      <p id="help">First and last name</p></div><button>Save</button></form>`);
    line.next(json({ error: { message: "No.", fields: { name: "Enter a name." } } }, 400), json({}));
    form.press("button");
    await pass();
    expect(form.one("input").getAttribute("aria-describedby")).toMatch(/^help wm-error-/);
    form.press("button:not([type])");
    await pass();
    expect(form.one("input").getAttribute("aria-describedby")).toBe("help");
    expect(form.has("[aria-invalid], .wm-field-error, .wm-problem, .wm-field--wrong")).toBe(false);
  });

  it("is said once: at its field, which the summary names by its label", async () => {
    const form = block(`<form data-wm-action="begin"><label data-wm-field="learner">The learner’s e-mail address
      <input name="learner"><span class="wm-hint">As on this site</span></label><button>Begin</button></form>`);
    line.next(json({ error: { message: "Say who it is.", fields: { learner: "Say who it is." } } }, 400));
    form.press("button");
    await pass();
    expect(form.element.textContent?.match(/Say who it is\./g)).toHaveLength(1);
    expect(form.text(".wm-field-error")).toBe("Say who it is.");
    expect(form.text(".wm-problem-text")).toContain("Correct what is marked");
    expect(form.text(".wm-problem-list")).toBe("The learner’s e-mail address");
    form.press(".wm-problem-list button");
    expect(document.activeElement).toBe(form.one("input"));
  });

  it("is said once where the field is not on the page", async () => {
    const scene = block(sample("scene"));
    line.next(json({ error: { message: "This run has ended.", fields: { run: "This run has ended." } } }, 409));
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem")).toBe("This run has ended.");
  });

  it("stands in a fold below its own line", async () => {
    const fold = block(`<details open data-wm-problems><summary>People</summary>
      <form data-wm-action="act" data-wm-autosave data-wm-form="e1"><button>Save</button></form></details>`);
    line.next(json({ error: { message: "Not now." } }, 409));
    fold.press("button");
    await pass();
    expect(fold.one("summary").nextElementSibling).toBe(fold.one(".wm-problem"));
    expect(fold.one("details").firstElementChild).toBe(fold.one("summary"));
  });

  it("names a field that is not on the page in the summary only", async () => {
    const scene = block(sample("scene"));
    line.next(json({ error: { message: "No.", fields: { run: "This run has ended." } } }, 409));
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem-list")).toBe("This run has ended.");
    expect(scene.has(".wm-problem-list button")).toBe(false);
  });

  it("shows first what the server has now, then why the old page was refused", async () => {
    const scene = block(sample("scene"));
    const html =
      '<h4>White knuckles</h4><form data-wm-action="choose"><button class="wm-button">Decide</button></form>';
    line.next(json({ error: { code: "stale", message: "You decided this in another tab." }, html }, 409));
    scene.press(".wm-button");
    await pass();
    expect(scene.text("h4")).toBe("White knuckles");
    expect(scene.one("form").firstElementChild).toBe(scene.one(".wm-problem"));
    expect(document.activeElement).toBe(scene.one(".wm-problem"));
  });

  it("has a place even when the new page has no such form", async () => {
    const scene = block(sample("scene"));
    line.next(json({ error: { message: "The run has ended." }, html: "<h4>Looking back</h4>" }, 409));
    scene.press(".wm-button");
    await pass();
    expect(scene.one("[data-wm-part=page]").firstElementChild).toBe(scene.one(".wm-problem"));
  });

  it("is replaced by the next one and gone after a success", async () => {
    const scene = block(sample("refused"));
    line.next(json({ error: WRONG }, 400), json({ error: { message: "Still not." } }, 400), json({}));
    for (const expected of [1, 1, 0]) {
      scene.press(".wm-button:not([type])");
      await pass();
      expect(scene.element.querySelectorAll(".wm-problem")).toHaveLength(expected);
    }
    expect(scene.has(".wm-field-error, [aria-invalid], [aria-describedby]")).toBe(false);
  });

  it("of the platform's own shape, a bare sentence, is said as well", async () => {
    const scene = block(sample("scene"));
    line.next(json({ error: "Not for you." }, 403));
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem-text")).toBe("Not for you.");
    expect(scene.has(".wm-problem button")).toBe(false);
  });
});

/** Back from the browser's memory: what stands now is shown, and nobody's words go. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Block, block, freshPage, json, line, offline, pass } from "./stage";

freshPage();

const scene = (title: string, step: number, reason = "") => `<h4 data-wm-focus="scene" tabindex="-1">${title}</h4>
  <form data-wm-action="choose"><input type="hidden" name="step" value="${step}">
  <label><input type="radio" name="choice" value="a">Go in</label>
  <label><input name="reason" value="${reason}" data-wm-draft="reason-${step}"></label><button>Decide</button></form>`;
const page = (inside: string) => `<div data-wm-part="page">${inside}</div>`;
const NOW = { html: scene("The slicer", 1), part: "page", focus: "" };

function comesBack(persisted: boolean): void {
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
}

/** The browser says how the page was come by. */
function arrivedBy(type: string): void {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type } as PerformanceNavigationTiming]);
}

afterEach(() => vi.restoreAllMocks());

const title = (one: Block) => one.text("h4");

describe("a page that comes back", () => {
  it("as it was left asks, and shows what stands now", async () => {
    const old = block(page(scene("At the door", 0)));
    line.next(json(NOW));
    comesBack(true);
    await pass();
    expect(line.requests.map(({ url }) => url)).toEqual(["/handler/show"]);
    expect(title(old)).toBe("The slicer");
    expect(document.activeElement).toBe(document.body);
  });

  it("as the server once sent it asks as well", async () => {
    arrivedBy("back_forward");
    line.next(json(NOW));
    const old = block(page(scene("At the door", 0)));
    await pass();
    expect(title(old)).toBe("The slicer");
  });

  it("is asked for nothing when it is new, or an author's, or nobody's", async () => {
    arrivedBy("navigate");
    block(page(scene("At the door", 0)));
    comesBack(false);
    block(page(scene("At the door", 0)), { user: "aad", usage: "s2", author: true });
    block(page(scene("At the door", 0)), { usage: "s3" });
    await pass();
    expect(line.requests).toEqual([]);
  });

  it("stays untouched where nothing has changed", async () => {
    const same = block(page(scene("At the door", 0)));
    const heading = same.one("h4");
    same.type("input[name=reason]", "She is new.");
    line.next(json({ ...NOW, html: scene("At the door", 0) }));
    comesBack(true);
    await pass();
    expect(same.one("h4")).toBe(heading);
    expect(same.one<HTMLInputElement>("input[name=reason]").value).toBe("She is new.");
  });

  it("keeps what was typed and ticked where the same field stands", async () => {
    const old = block(page(`${scene("At the door", 0)}<p>Two remarks</p>`), { user: "marta" });
    old.type("input[name=reason]", "She is new.");
    old.one<HTMLInputElement>("input[type=radio]").checked = true;
    line.next(json({ ...NOW, html: `${scene("At the door", 0)}<p>Three remarks</p>` }));
    comesBack(true);
    await pass();
    expect(old.text("p")).toBe("Three remarks");
    expect(old.one<HTMLInputElement>("input[name=reason]").value).toBe("She is new.");
    expect(old.one<HTMLInputElement>("input[type=radio]").checked).toBe(true);
  });

  it("puts no word of one scene into another", async () => {
    const old = block(page(scene("At the door", 0)));
    old.type("input[name=reason]", "She is new.");
    line.next(json(NOW));
    comesBack(true);
    await pass();
    expect(old.one<HTMLInputElement>("input[name=reason]").value).toBe("");
  });

  it("keeps a text beside the version that its writer had read, so that two texts meet and none is lost", async () => {
    const form = (text: string, read: string) => `<form data-wm-action="act" data-wm-form="hours">
      <input type="hidden" name="r-hours" value="${read}"><textarea name="f-hours">${text}</textarea><button>Save</button></form>`;
    const old = block(page(form("40", "one")));
    old.type("textarea", "36");
    line.next(json({ ...NOW, html: form("30", "two") }));
    comesBack(true);
    await pass();
    expect(old.one<HTMLTextAreaElement>("textarea").value).toBe("36");
    expect(old.one<HTMLInputElement>("[name=r-hours]").value).toBe("one");
  });

  it.each(["agreement", "entry"])("names what is open on it, as the page calls it: %s", async (name) => {
    block(page(`<input type="hidden" data-wm-now name="${name}" value="a1">${scene("Hours", 0)}`));
    line.next(json({ ...NOW, html: scene("Hours", 1) }));
    comesBack(true);
    await pass();
    expect(line.requests[0]?.body).toEqual({ [name]: "a1" });
  });

  it("puts no word about one thing into a form about another", async () => {
    const open = (entry: string) => `<input type="hidden" data-wm-now name="entry" value="${entry}">
      <form data-wm-action="act"><input type="hidden" name="entry" value="${entry}"><input name="text"><button>Send</button></form>`;
    const old = block(page(open("e1")));
    old.type("input[name=text]", "She is new.");
    line.next(json({ ...NOW, html: open("e2") }));
    comesBack(true);
    await pass();
    expect(old.one<HTMLInputElement>("input[name=text]").value).toBe("");
  });

  it("keeps what leads to the list when what is open comes anew, and only then", async () => {
    const form = '<form data-wm-action="act"><button>Save</button></form>';
    const old = block(page(`<a href="#list">All</a><input type="hidden" data-wm-now name="entry" value="e1">${form}`));
    const answer = (html: string, thing: string) => json({ html, part: "page", thing });
    line.next(answer(`<h4>Saved</h4>${form}`, "e1"), answer("<h4>Another</h4>", "e2"));
    old.press("button");
    await pass();
    expect([old.text("a"), title(old)]).toEqual(["All", "Saved"]);
    old.press("button");
    await pass();
    expect(old.text("[data-wm-part]")).toBe("Another");
  });

  it("tells who is not its reader any more", async () => {
    const old = block(page(scene("At the door", 0)));
    line.next(json({ error: { message: "Somebody else is signed in." } }, 403));
    comesBack(true);
    await pass(200);
    expect(old.text("[data-wm-status]")).toBe("Somebody else is signed in.");
    expect(title(old)).toBe("At the door");
  });

  it("stays as it is where there is no answer", async () => {
    const old = block(page(scene("At the door", 0)));
    line.next(offline);
    comesBack(true);
    await pass(60_000);
    expect(title(old)).toBe("At the door");
    expect(old.text("[data-wm-status]")).toBe("");
  });

  it("does not undo what was sent meanwhile", async () => {
    const old = block(page(scene("At the door", 0)));
    const slow = new Promise<Response>((done) => setTimeout(() => done(new Response(JSON.stringify(NOW))), 500));
    line.next(() => slow, json({ ...NOW, html: scene("At the break", 2) }));
    comesBack(true);
    await pass();
    old.press("button");
    await pass(1000);
    expect(title(old)).toBe("At the break");
  });
});

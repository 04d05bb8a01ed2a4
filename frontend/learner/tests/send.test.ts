/** A form goes out as JSON, and the answer's page comes in. */
import { describe, expect, it } from "vitest";
import { WorkmentorBlock } from "../main";
import { block, freshPage, json, later, line, pass, ReadAtOnce, sample } from "./stage";

freshPage();

describe("sending a form", () => {
  it("posts its fields as JSON with the CSRF token to the handler that the form names [shows platform fact 55; platform fact 56]", async () => {
    const scene = block(sample("scene"));
    line.next(json({ html: "<h4 data-wm-focus=scene>White knuckles</h4>" }));
    scene.type("[name=reason]", "He stands too near");
    scene.press(".wm-button");
    await pass();
    expect(line.requests).toHaveLength(1);
    expect(line.requests[0]?.url).toBe("/handler/choose");
    expect(line.requests[0]?.body).toEqual({ run: "r1", step: "0", choice: "b2", reason: "He stands too near" });
    expect(line.requests[0]?.headers.get("X-CSRFToken")).toBe("abc123");
    expect(line.requests[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(line.requests[0]?.headers.get("X-Workmentor-User")).toBe("marta");
  });

  it("never lets the browser send it, which would leave the frame [shows page fact 9]", () => {
    const scene = block(sample("scene"));
    line.next(json({}));
    const submit = new SubmitEvent("submit", { bubbles: true, cancelable: true });
    scene.one("form").dispatchEvent(submit);
    const again = new SubmitEvent("submit", { bubbles: true, cancelable: true });
    scene.one("form").dispatchEvent(again);
    expect(submit.defaultPrevented).toBe(true);
    expect(again.defaultPrevented).toBe(true);
  });

  it("says which button was pressed, and follows a button that names another action", async () => {
    const form = block(`<form data-wm-action="save"><button name="how" value="draft">Keep</button>
      <button data-wm-action="send" name="how" value="final">Send</button></form>`);
    line.next(json({}));
    form.press("button");
    await pass();
    form.press("button + button");
    await pass();
    expect(line.requests.map(({ url, body }) => [url, body])).toEqual([
      ["/handler/save", { how: "draft" }],
      ["/handler/send", { how: "final" }],
    ]);
  });

  it("reads every kind of field, and leaves out what is disabled, unnamed or unanswered", async () => {
    const form = block(`<form data-wm-action="save"><input name="a" value="1"><input value="no name">
      <input name="b" value="2" disabled><fieldset disabled><input name="c"></fieldset>
      <input type="checkbox" name="lone" checked><input type="checkbox" name="off">
      <input type="checkbox" name="some" value="x" checked><input type="checkbox" name="some" value="y">
      <input type="radio" name="none" value="q"><select name="s"><option value="one" selected>1</option></select>
      <select name="m" multiple><option value="p" selected>p</option><option value="r">r</option></select>
      <textarea name="t">long
text</textarea><button>Go</button></form>`);
    line.next(json({}));
    form.press("button");
    await pass();
    expect(line.requests[0]?.body).toEqual({
      a: "1",
      lone: true,
      off: false,
      some: ["x"],
      s: "one",
      m: ["p"],
      t: "long\ntext",
    });
  });

  it("sends one thing at a time and shows that it is busy", async () => {
    const scene = block(sample("scene"));
    const { reply, arrive } = later();
    line.next(reply);
    scene.press(".wm-button");
    scene.press(".wm-button");
    expect(scene.one("form").getAttribute("aria-busy")).toBe("true");
    expect(scene.one(".wm-button").getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(scene.one(".wm-button"));
    await pass(700);
    expect(scene.text("[data-wm-status]")).toBe("Sending …");
    arrive(new ReadAtOnce("{}"));
    await pass();
    expect(line.requests).toHaveLength(1);
    expect(scene.has("[aria-busy], [aria-disabled]")).toBe(false);
    expect(scene.text("[data-wm-status]")).toBe("");
  });
});

describe("taking the answer [shows page fact 1]", () => {
  const next = { html: '<h4 tabindex="-1" data-wm-focus="scene">White knuckles</h4>', part: "page" };

  it("swaps the part, moves the focus and announces [shows scenario pitfall 23]", async () => {
    const scene = block(sample("scene"));
    line.next(json({ ...next, focus: "scene", announce: "White knuckles", version: 1 }));
    scene.press(".wm-button");
    await pass(200);
    expect(scene.text("[data-wm-part=page]")).toBe("White knuckles");
    expect(document.activeElement).toBe(scene.one("[data-wm-focus=scene]"));
    expect(scene.text("[data-wm-live]")).toBe("White knuckles");
  });

  it("leaves the other parts alone and takes the form's own part when the answer names none", async () => {
    const page = block(`<div data-wm-part="page">story</div>
      <form data-wm-action="report" data-wm-part-target="report"><button>Show</button></form>
      <div data-wm-part="report"></div>`);
    line.next(json({ html: "<h4>42 people</h4>" }));
    page.press("button");
    await pass();
    expect(page.text("[data-wm-part=page]")).toBe("story");
    expect(page.text("[data-wm-part=report]")).toBe("42 people");
    // The button is still there: who pressed it goes on from it.
    expect(document.activeElement).toBe(page.one("button"));
  });

  it("goes to the new heading when the swap has taken the focus away and the answer names no place", async () => {
    const scene = block(sample("scene"));
    line.next(json({ html: "<p>…</p><h4>White knuckles</h4>" }));
    scene.press(".wm-button");
    await pass();
    expect(document.activeElement?.textContent).toBe("White knuckles");
  });

  it("binds what has come in: the next form works like the first", async () => {
    const scene = block(sample("scene"));
    line.next(json({ html: '<form data-wm-action="leave"><button class="wm-button">Leave</button></form>' }), json({}));
    scene.press(".wm-button");
    await pass();
    scene.press(".wm-button");
    await pass();
    expect(line.requests[1]?.url).toBe("/handler/leave");
  });

  it("does nothing more when the block has left the page meanwhile", async () => {
    const scene = block(sample("scene"));
    const { reply, arrive } = later();
    line.next(reply);
    scene.press(".wm-button");
    scene.element.remove();
    arrive(new ReadAtOnce(JSON.stringify(next)));
    await pass(1000);
    expect(scene.text("h4")).toBe("Main switch off, nothing locked");
  });
});

describe("several blocks on a page [shows scenario pitfall 24; page fact 1]", () => {
  it("keep their requests, their pages and their errors apart", async () => {
    const first = block(sample("scene"));
    const second = block(sample("refused"), { user: "marta", usage: "block-v1:X+Y+Z+type@s+block@s5" });
    const slow = later();
    line.next(slow.reply, json({ error: { message: "No.", fields: { choice: "Choose." } } }, 400));
    first.press(".wm-button");
    second.press(".wm-button");
    await pass();
    expect(second.text(".wm-problem-text")).toBe("No.");
    expect(first.has(".wm-problem")).toBe(false);
    slow.arrive(
      new ReadAtOnce(JSON.stringify({ error: { message: "No.", fields: { choice: "Choose." } } }), { status: 400 }),
    );
    await pass();
    const ids = Array.from(document.querySelectorAll("[id]"), ({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("starting [shows page fact 2]", () => {
  it("takes a node or a jQuery object, hands it back as it came, and starts a block only once", async () => {
    const scene = block(sample("scene"));
    const jquery = { 0: scene.element, length: 1, data: () => "u1" };
    const seen: unknown[] = [];
    const handlerUrl = (element: unknown, name: string) => {
      seen.push(element);
      return `/handler/${name}`;
    };
    const runtime = { handlerUrl };
    WorkmentorBlock(runtime, jquery, null);
    line.next(json({}));
    scene.press(".wm-button");
    await pass();
    expect(line.requests).toHaveLength(1);

    const other = document.createElement("div");
    other.innerHTML = `<div data-wm-root>${sample("scene")}</div>`;
    document.body.append(other);
    const wrapped = { 0: other, length: 1 };
    WorkmentorBlock(runtime, wrapped, null);
    other.querySelector<HTMLElement>(".wm-button")?.click();
    await pass();
    expect(seen).toEqual([wrapped]);
  });

  it("stays quiet where there is nothing to start", () => {
    const empty = document.createElement("div");
    expect(() => WorkmentorBlock({ handlerUrl: () => "" }, empty, {})).not.toThrow();
    expect(() => WorkmentorBlock({ handlerUrl: () => "" }, [], {})).not.toThrow();
  });
});

describe("a switch that sends itself", () => {
  const SWITCH = `<form data-wm-action="switch"><select name="lang" data-wm-autosubmit>
    <option value="en">English</option><option value="nb">Norsk</option></select><button>Change</button></form>`;

  it("is sent on change and keeps the focus when its part stays", async () => {
    const page = block(`${SWITCH}<div data-wm-part="page">Hello</div>`);
    line.next(json({ html: "Hei", part: "page" }));
    const select = page.one<HTMLSelectElement>("select");
    select.focus();
    select.value = "nb";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await pass();
    expect(line.requests[0]?.body).toEqual({ lang: "nb" });
    expect(page.text("[data-wm-part=page]")).toBe("Hei");
    expect(document.activeElement).toBe(select);
  });

  it("waits its turn while something else is on its way, and then says what it shows", async () => {
    const page = block(`${SWITCH}<form data-wm-action="begin"><button class="go">Start</button></form>`);
    const first = later();
    line.next(first.reply, json({}));
    page.press(".go");
    const select = page.one<HTMLSelectElement>("select");
    for (const value of ["nb", "en", "nb"]) {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    expect(line.requests).toHaveLength(1);
    first.arrive(new ReadAtOnce("{}"));
    await pass();
    expect(line.requests.map(({ body }) => body)).toEqual([{}, { lang: "nb" }]);
  });

  it.each([
    ["swallows no press meanwhile", 200, "{}", ["/handler/act", "/handler/fix"]],
    ["presses not when that was refused", 409, '{"error": {"message": "No."}}', ["/handler/act"]],
  ])("saves itself and %s [shows agreement promise 6]", async (_what, status, answer, sent) => {
    const page = block(`<form data-wm-action="act" data-wm-autosave><input name="f-hours" value="40"></form>
      <form data-wm-action="fix"><button>Fix it</button></form>`);
    const { reply, arrive } = later();
    line.next(reply, json({}));
    page.type("[name=f-hours]", "35");
    await pass(3000);
    page.press("[data-wm-action=fix] button");
    arrive(new ReadAtOnce(answer, { status }));
    await pass();
    expect(line.requests.map(({ url }) => url)).toEqual(sent);
  });
});

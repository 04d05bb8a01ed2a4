/** Filling in an agreement: fields save themselves, two texts stand beside each other, lists grow, files go ahead. */
import { describe, expect, it, vi } from "vitest";
import { type Block, block, freshPage, json, later, line, offline, pass, ReadAtOnce } from "./stage";

freshPage();

const field = (id: string, value = "") =>
  `<div id="wm-f-${id}" data-wm-focus="f-${id}"><div data-wm-field="f-${id}"><label for="c-${id}">${id}</label>
   <input id="c-${id}" name="f-${id}" value="${value}" form="e1" data-wm-draft="${id}"><p data-wm-draft-note hidden></p></div>
   <input type="hidden" name="r-${id}" value="old-${id}" form="e1"></div>`;
const row = (n: number, text = "", spare = "") =>
  `<fieldset data-wm-row ${spare}><legend>Line <span data-wm-row-number>${n}</span></legend>
   <textarea name="f-tasks-${n}-what" form="e1">${text}</textarea>
   <button type="button" data-wm-row-remove hidden>Remove</button></fieldset>`;
const LIST = `<fieldset data-wm-field="f-tasks" data-wm-rows><input type="hidden" name="f-tasks" value="" form="e1">
   ${row(1, "Wiring")}${row(2, "", "data-wm-spare")}${row(3, "", "data-wm-spare")}
   <button type="button" data-wm-row-add hidden>Add</button></fieldset>`;
const PAGE = `<div data-wm-part="page"><div data-wm-part="top">Waiting for Marta</div>
  <a href="#wm-f-hours" data-wm-jump>Hours</a>
  <details data-wm-keep="section" data-wm-problems open><summary>Frame</summary>
  <form method="dialog" id="e1" data-wm-action="act" data-wm-part-target="page" data-wm-form="edit-frame" data-wm-autosave>
  <input type="hidden" name="act" value="edit"></form>
  ${field("place", "Yard")}${field("hours")}${LIST}
  <button form="e1" id="save">Save</button><span data-wm-saved="edit-frame" role="status"></span>
  <details data-wm-keep="remark"><summary>Remark</summary>
  <form method="dialog" data-wm-action="act" data-wm-part-target="page" data-wm-form="comment-hours">
  <textarea name="text"></textarea><button id="send">Send</button></form></details></details></div>`;

const SAVED = { html: "Waiting for Egle", part: "top", reads: { "r-place": "new-place" } };

function write(page: Block, id: string, text: string): void {
  page.type(`#c-${id}`, text);
}

function leave(page: Block, id: string): void {
  page.one(`#c-${id}`).dispatchEvent(new Event("change", { bubbles: true }));
}

describe("a form that saves itself", () => {
  it("waits three seconds after the last key, and sends only what was touched", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    write(page, "place", "Yard and store");
    await pass(2900);
    write(page, "place", "Yard and the store");
    await pass(2900);
    expect(line.requests).toHaveLength(0);
    await pass(200);
    expect(line.requests.map(({ body }) => body)).toEqual([
      { act: "edit", quiet: true, "f-place": "Yard and the store", "r-place": "old-place" },
    ]);
  });

  it("sends at once when the field is left, and moves nobody's cursor", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    write(page, "place", "Store");
    page.one("#c-hours").focus();
    leave(page, "place");
    await pass();
    expect(line.requests).toHaveLength(1);
    expect(document.activeElement).toBe(page.one("#c-hours"));
  });

  it("says when it was saved, shows who is waited for now, and knows what it has read", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    write(page, "place", "Store");
    leave(page, "place");
    await pass();
    expect(page.text("[data-wm-saved]")).toMatch(/^Saved \d/);
    expect(page.text("[data-wm-part=top]")).toBe("Waiting for Egle");
    expect(page.one<HTMLInputElement>("[name=r-place]").value).toBe("new-place");
    expect(page.one<HTMLInputElement>("#c-place").value).toBe("Store");
  });

  it("sends one thing at a time; what is written meanwhile goes out after it", async () => {
    const page = block(PAGE);
    const first = later();
    line.next(first.reply, json(SAVED));
    write(page, "place", "Store");
    leave(page, "place");
    await pass(10);
    write(page, "hours", "38");
    leave(page, "hours");
    await pass(10);
    expect(line.requests).toHaveLength(1);
    first.arrive(new ReadAtOnce(JSON.stringify(SAVED)));
    await pass(10);
    expect(line.requests[1]?.body).toEqual({ act: "edit", quiet: true, "f-hours": "38", "r-hours": "old-hours" });
  });

  it("sends all of it when Save is pressed, and nothing a second time; the page comes, as after any press", async () => {
    const page = block(`<div data-wm-part="page">${PAGE}</div>`);
    const saved = '<h4 data-wm-focus="agreement">Saved page</h4><span data-wm-saved="edit-frame"></span>';
    line.next(json({ html: saved, part: "page" }));
    write(page, "hours", "38");
    page.press("#save");
    await pass(5000);
    expect(line.requests).toHaveLength(1);
    expect(line.requests[0]?.body).toMatchObject({ "f-place": "Yard", "f-hours": "38", "f-tasks-1-what": "Wiring" });
    expect(line.requests[0]?.body).not.toHaveProperty("quiet");
    expect(page.text("h4")).toBe("Saved page");
    expect(page.text("[data-wm-saved]")).toMatch(/^Saved \d/);
    expect(document.activeElement).toBe(page.one("h4"));
  });

  it("marks a wrong field and says that it is not saved, without taking the focus", async () => {
    const page = block(PAGE);
    line.next(json({ error: { message: "Correct it.", fields: { "f-hours": "Give a whole number." } } }, 400));
    write(page, "hours", "many");
    page.one("#c-place").focus();
    leave(page, "hours");
    await pass();
    expect(page.text(".wm-field-error")).toBe("Give a whole number.");
    expect(page.text("[data-wm-saved]")).toBe("Not saved: Correct it.");
    expect(page.has(".wm-saved--not")).toBe(true);
    expect(document.activeElement).toBe(page.one("#c-place"));
    expect(page.has("[role=alert]")).toBe(false);
  });

  it("sends again with the next change what did not get through", async () => {
    const page = block(PAGE);
    line.next(offline, offline, offline, json(SAVED));
    write(page, "place", "Store");
    leave(page, "place");
    await pass(6000);
    expect(page.text("[data-wm-saved]")).toContain("Not saved: There is no connection.");
    write(page, "hours", "38");
    leave(page, "hours");
    await pass();
    expect(line.requests.at(-1)?.body).toMatchObject({ "f-place": "Store", "f-hours": "38" });
  });

  it("keeps a copy of what is typed outside its form, until it is saved", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    write(page, "place", "Store");
    expect(Object.keys(window.localStorage)).toHaveLength(1);
    expect(page.text("#wm-f-place [data-wm-draft-note]")).not.toBe("");
    leave(page, "place");
    await pass();
    expect(Object.keys(window.localStorage)).toHaveLength(0);
  });
});

describe("two who write at once", () => {
  const CONFLICT = {
    error: { message: "Somebody else changed this.", fields: { "f-place": "Somebody else changed this." } },
    conflicts: [
      {
        field: "place",
        read: "their-read",
        html: `<div data-wm-conflict>Store <button type="button" data-wm-take="theirs">Theirs</button>
          <button type="button" data-wm-take="mine">Mine</button></div>`,
        control: `<div data-wm-field="f-place"><input id="c-place" name="f-place" value="Theirs" form="e1" data-wm-draft="place"></div>`,
      },
    ],
  };

  async function meet(): Promise<Block> {
    const page = block(PAGE);
    line.next(json(CONFLICT, 409), json(SAVED));
    write(page, "place", "Mine");
    leave(page, "place");
    await pass();
    return page;
  }

  it("see both texts in place, and nothing typed is lost", async () => {
    const page = await meet();
    expect(page.has("#wm-f-place [data-wm-conflict]")).toBe(true);
    expect(page.one<HTMLInputElement>("#c-place").value).toBe("Mine");
  });

  it("are told aloud when a button was pressed, and nothing of it looks as if it were saved", async () => {
    const page = block(PAGE);
    line.next(json(CONFLICT, 409), json(SAVED));
    page.one<HTMLInputElement>("#c-place").value = "Mine";
    page.one<HTMLFormElement>("#e1").requestSubmit();
    await pass(200);
    expect(page.text("[data-wm-live]")).toBe("Somebody else changed this.");
    expect(page.has(".wm-saved--not")).toBe(true);
    expect(document.activeElement).toBe(page.one("[data-wm-conflict]"));
    page.press("[data-wm-take=mine]");
    await pass();
    expect(page.has(".wm-saved--not")).toBe(false);
  });

  it("take mine: it goes out as an answer to theirs", async () => {
    const page = await meet();
    page.press("[data-wm-take=mine]");
    await pass(10);
    expect(line.requests[1]?.body).toMatchObject({ "f-place": "Mine", "r-place": "their-read" });
    expect(page.has("[data-wm-conflict]")).toBe(false);
    expect(document.activeElement).toBe(page.one("#c-place"));
  });

  it("keep theirs: it stands in the field, and the copy of mine is gone", async () => {
    const page = await meet();
    page.press("[data-wm-take=theirs]");
    await pass(5000);
    expect(page.one<HTMLInputElement>("#c-place").value).toBe("Theirs");
    expect(page.one<HTMLInputElement>("[name=r-place]").value).toBe("their-read");
    expect(line.requests).toHaveLength(1);
    expect(Object.keys(window.localStorage)).toHaveLength(0);
  });
});

describe("a list", () => {
  const names = (page: Block) =>
    Array.from(page.element.querySelectorAll("textarea[name^=f-tasks]"), (cell) => (cell as HTMLTextAreaElement).name);

  it("has no empty lines ready once there is a script, and its buttons show", () => {
    const page = block(PAGE);
    expect(names(page)).toEqual(["f-tasks-1-what"]);
    expect(page.one("[data-wm-row-add]").hidden).toBe(false);
  });

  it("grows by a line where one can write at once", () => {
    const page = block(PAGE);
    page.press("[data-wm-row-add]");
    expect(names(page)).toEqual(["f-tasks-1-what", "f-tasks-2-what"]);
    expect(document.activeElement).toBe(page.one("[name=f-tasks-2-what]"));
    expect(page.one<HTMLTextAreaElement>("[name=f-tasks-2-what]").value).toBe("");
  });

  it("loses a line, is numbered anew, and the focus goes to the next one", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    page.press("[data-wm-row-add]");
    page.type("[name=f-tasks-2-what]", "Labels");
    page.press("[data-wm-row-remove]");
    expect(names(page)).toEqual(["f-tasks-1-what"]);
    expect(page.one<HTMLTextAreaElement>("[name=f-tasks-1-what]").value).toBe("Labels");
    expect(document.activeElement).toBe(page.one("[data-wm-row-remove]"));
    await pass(3100);
    expect(line.requests[0]?.body).toMatchObject({ "f-tasks": "", "f-tasks-1-what": "Labels" });
  });

  it("can be emptied and filled again", async () => {
    const page = block(PAGE);
    line.next(json(SAVED));
    page.press("[data-wm-row-remove]");
    expect(document.activeElement).toBe(page.one("[data-wm-row-add]"));
    await pass(3100);
    expect(line.requests[0]?.body).toEqual({ act: "edit", quiet: true, "f-tasks": "" });
    page.press("[data-wm-row-add]");
    expect(names(page)).toEqual(["f-tasks-1-what"]);
  });
});

describe("the page", () => {
  it("opens what is closed when a link leads into it", () => {
    const page = block(PAGE);
    page.one<HTMLDetailsElement>("[data-wm-keep=section]").open = false;
    page.press("[data-wm-jump]");
    expect(page.one<HTMLDetailsElement>("[data-wm-keep=section]").open).toBe(true);
    expect(document.activeElement).toBe(page.one("#c-hours"));
  });

  it("keeps open what a person opened, but the box of a form that is done with", async () => {
    const page = block(PAGE);
    line.next(json({ html: new DOMParser().parseFromString(PAGE, "text/html").querySelector("div")?.innerHTML }));
    page.one<HTMLDetailsElement>("[data-wm-keep=remark]").open = true;
    page.press("#send");
    await pass();
    expect(page.one<HTMLDetailsElement>("[data-wm-keep=section]").open).toBe(true);
    expect(page.one<HTMLDetailsElement>("[data-wm-keep=remark]").open).toBe(false);
  });

  it("tells a problem at the very form, of several that go to one handler", async () => {
    const page = block(PAGE);
    line.next(json({ error: { message: "Write your remark first." } }, 400));
    page.one<HTMLDetailsElement>("[data-wm-keep=remark]").open = true;
    page.press("#send");
    await pass();
    expect(page.one("[role=alert]").closest("form")?.dataset.wmForm).toBe("comment-hours");
  });
});

describe("a scan", () => {
  it("goes ahead of its form, which then names it", async () => {
    const page = block(`<div data-wm-part="page"><form method="dialog" data-wm-action="act">
      <div data-wm-field="scan"><input type="file" data-wm-upload="/scan/" data-wm-upload-to="scan">
      <p data-wm-uploaded></p><input type="hidden" name="scan" data-wm-scan></div></form></div>`);
    const sent = vi.fn(async (_url: string, _init: RequestInit) => new ReadAtOnce(JSON.stringify({ scan: "f00d" })));
    vi.stubGlobal("fetch", sent);
    const input = page.one<HTMLInputElement>("[type=file]");
    Object.defineProperty(input, "files", { value: [new File(["%PDF"], "signed.pdf")] });
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await pass();
    expect(sent.mock.calls[0]?.[0]).toBe("/scan/");
    expect(new Headers(sent.mock.calls[0]?.[1].headers).get("X-CSRFToken")).toBe("abc123");
    expect(page.one<HTMLInputElement>("[name=scan]").value).toBe("f00d");
    expect(page.text("[data-wm-uploaded]")).toBe("The file is there: signed.pdf");
  });
});

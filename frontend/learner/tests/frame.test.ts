/** Where the focus goes, the eye follows: by the page around the frame, or by the page itself. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { block, freshPage, json, line, pass, sample } from "./stage";

freshPage();

const NEXT = { html: '<h4 tabindex="-1" data-wm-focus="scene">White knuckles</h4>', focus: "scene" };

/** jsdom lays nothing out: the heading stands where the test says. */
function headingAt(top: number): void {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue({ top } as DOMRect);
}

describe("inside the learning MFE's frame [shows page fact 7; scenario pitfall 23]", () => {
  /** A parent that only listens, as the MFE does. */
  const posted: [unknown, string][] = [];

  beforeEach(() => {
    posted.length = 0;
    window.scrollTo = vi.fn();
    const parent = { postMessage: (message: unknown, origin: string) => posted.push([message, origin]) };
    Object.defineProperty(window, "parent", { value: parent, configurable: true });
    setReferrer("https://apps.lms.example/learning/course/c1");
  });
  afterEach(() => {
    Object.defineProperty(window, "parent", { value: window, configurable: true });
    setReferrer("");
  });

  function setReferrer(value: string): void {
    Object.defineProperty(document, "referrer", { value, configurable: true });
  }

  it("focuses without scrolling and asks the parent to scroll, by its own origin", async () => {
    const scene = block(sample("scene"));
    headingAt(740);
    const focus = vi.spyOn(HTMLElement.prototype, "focus");
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(focus).toHaveBeenLastCalledWith({ preventScroll: true });
    expect(posted).toEqual([[{ offset: 724 }, "https://apps.lms.example"]]);
  });

  it("asks after the page has told its new height, which a mutation observer does", async () => {
    const scene = block(sample("scene"));
    const page = new MutationObserver(() => posted.push(["plugin.resize", ""]));
    page.observe(document.body, { childList: true, subtree: true });
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    page.disconnect();
    expect(posted.map(([message]) => message).at(-1)).toHaveProperty("offset");
    expect(posted[0]?.[0]).toBe("plugin.resize");
  });

  it("never sends 0, which the parent takes for nothing", async () => {
    const scene = block(sample("scene"));
    headingAt(10);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(posted[0]?.[0]).toEqual({ offset: 1 });
  });

  it("asks once more when the frame has grown, within a second and not again", async () => {
    const scene = block(sample("scene"));
    headingAt(740);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    headingAt(742);
    window.dispatchEvent(new Event("resize"));
    window.dispatchEvent(new Event("resize"));
    expect(posted.map(([message]) => message)).toEqual([{ offset: 724 }, { offset: 726 }]);
  });

  it("leaves a frame alone that grows later: the reader has gone on", async () => {
    const scene = block(sample("scene"));
    headingAt(740);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass(1001);
    window.dispatchEvent(new Event("resize"));
    expect(posted).toHaveLength(1);
  });

  it("takes back what a browser has scrolled inside the frame", async () => {
    const scene = block(sample("scene"));
    headingAt(740);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(window.scrollTo).toHaveBeenCalledWith(0, 0);
  });

  it("asks nothing of the page around an author's view, which throws at it, and scrolls itself", async () => {
    const scroll = vi.fn();
    HTMLElement.prototype.scrollIntoView = scroll;
    const scene = block(sample("scene"), { user: "aad", usage: "s1", author: true });
    headingAt(10);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(posted).toEqual([]);
    expect(scroll).toHaveBeenCalledTimes(1);
  });

  it("keeps a jump inside the page from everybody else who listens for it", async () => {
    const page = block(`<div data-wm-part="page"><a href="#wm-x" data-wm-jump>Hours</a><p id="wm-x">40</p></div>`);
    const heard = vi.fn();
    page.one("a").addEventListener("click", heard);
    headingAt(500);
    page.press("a");
    await pass();
    expect(heard).not.toHaveBeenCalled();
    expect(posted.map(([message]) => message)).toEqual([{ offset: 484 }]);
  });

  it("brings a refusal into view in the same way", async () => {
    const scene = block(sample("scene"));
    headingAt(400);
    line.next(json({ error: { message: "No." } }, 400));
    scene.press(".wm-button");
    await pass();
    expect(posted).toEqual([[{ offset: 384 }, "https://apps.lms.example"]]);
  });

  it("writes to nobody when it does not know who is around it", async () => {
    setReferrer("");
    HTMLElement.prototype.scrollIntoView = vi.fn();
    const scene = block(sample("scene"));
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(posted).toEqual([]);
  });
});

describe("on a page of its own [shows page fact 7]", () => {
  it.each([
    ["far below", 2000, 1],
    ["above", -50, 1],
    ["where it is seen already", 100, 0],
  ])("scrolls to a heading %s", async (_name, top, times) => {
    const scroll = vi.fn();
    HTMLElement.prototype.scrollIntoView = scroll;
    const scene = block(sample("scene"));
    headingAt(top);
    line.next(json(NEXT));
    scene.press(".wm-button");
    await pass();
    expect(scroll).toHaveBeenCalledTimes(times);
  });
});

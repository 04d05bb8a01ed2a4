/** A table that can be moved aside is a stop for the keyboard only while there is something to move. */
import { afterEach, expect, it, vi } from "vitest";
import { block, freshPage, json, line, pass } from "./stage";

freshPage();
afterEach(() => vi.restoreAllMocks());

const TABLE = `<div class="wm-scroll" tabindex="0" role="group" aria-label="Endings"><table></table></div>`;

/** How wide a page would make what stands in such a box; here nothing has a width. */
function inside(width: number): void {
  vi.spyOn(Element.prototype, "scrollWidth", "get").mockReturnValue(width);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
}

it("is no stop where all of it is in view", () => {
  inside(300);
  expect(block(TABLE).one(".wm-scroll").tabIndex).toBe(-1);
});

it("is one where it is wider than its box, also when an answer brings it", async () => {
  inside(900);
  const page = block(`<form data-wm-action="report" data-wm-part-target="report"><button>Show</button></form>
    <div data-wm-part="report"></div>`);
  line.next(json({ html: TABLE.replace(' tabindex="0"', "") }));
  page.press("button");
  await pass();
  expect(page.one(".wm-scroll").tabIndex).toBe(0);
});

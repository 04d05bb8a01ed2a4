/** A page outside a course: the root itself says where its forms go, and in which words the script speaks. */
import { describe, expect, it } from "vitest";
import { startAlone } from "../main";
import { freshPage, json, line, offline, pass } from "./stage";

freshPage();

const WORDS = JSON.stringify({ no_network: "Geen verbinding." });
const PAGE = `<main data-wm-root data-wm-alone="/workmentor/guest/act/" data-wm-words='${WORDS}'>
  <div data-wm-part="page"><form method="post" action="/workmentor/guest/act/" data-wm-action="act">
  <input type="hidden" name="act" value="comment"><textarea name="text" data-wm-draft="c">Cables</textarea>
  <button>Send</button></form></div><div data-wm-status></div><p data-wm-live></p></main>`;

async function press(): Promise<void> {
  document.body.innerHTML = PAGE;
  startAlone();
  document.querySelector("button")?.click();
  await pass();
}

describe("a page without a platform [shows page fact 11]", () => {
  it("sends its forms to the address that it names and shows what comes", async () => {
    line.next(json({ html: "<p>Thank you.</p>", part: "page" }));
    await press();
    expect(line.requests[0]?.url).toBe("/workmentor/guest/act/");
    expect(line.requests[0]?.body).toEqual({ act: "comment", text: "Cables" });
    expect(document.querySelector("[data-wm-part]")?.textContent).toBe("Thank you.");
  });

  it("says what went wrong in the page's own words, and keeps nothing on the device", async () => {
    line.next(offline);
    await press();
    await pass(10_000);
    expect(document.querySelector("[role=alert]")?.textContent).toContain("Geen verbinding.");
    expect(window.localStorage).toHaveLength(0);
  });

  it("keeps a guest's words for as long as the tab is open, and no longer than the guest wants", () => {
    const page = PAGE.replace("data-wm-root", 'data-wm-root data-wm-guest="g1"').replace(
      "<div data-wm-status>",
      "<form data-wm-forget><button id='out'>Done</button></form><div data-wm-status>",
    );
    const open = (): HTMLTextAreaElement => {
      document.body.innerHTML = page;
      startAlone();
      return document.querySelector("textarea") as HTMLTextAreaElement;
    };
    window.sessionStorage.clear();
    const area = open();
    area.value = "Cables and boards";
    area.dispatchEvent(new Event("input", { bubbles: true }));
    expect(open().value).toBe("Cables and boards");
    expect(window.localStorage).toHaveLength(0);
    const form = document.querySelector("[data-wm-forget]") as HTMLFormElement;
    form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    expect(window.sessionStorage).toHaveLength(0);
  });
});

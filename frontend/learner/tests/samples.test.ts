/** The sample page is what people look at and what other tests play on: it keeps the rules of every page. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const page = new DOMParser().parseFromString(read("../samples/index.html"), "text/html");
const css = readdirSync(join(import.meta.dirname, "../css"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => [name, read(`../css/${name}`)] as const);

describe("the sample page [shows page fact 9]", () => {
  it("has no element ids, which two blocks on a page would share", () => {
    expect(Array.from(page.querySelectorAll("[data-wm-root] [id]"), ({ id }) => id)).toEqual([]);
  });

  it("lets no form leave the frame, should the script not come", () => {
    const methods = Array.from(page.querySelectorAll("form"), (form) => form.getAttribute("method"));
    expect(new Set(methods)).toEqual(new Set(["dialog"]));
  });

  it("says of each link where it opens", () => {
    expect(Array.from(page.querySelectorAll("a:not([target])"))).toEqual([]);
  });
});

describe.each(css)("%s", (_name, text) => {
  const rules = text.replace(/\/\*[\s\S]*?\*\//g, "");

  it("works in a frame that is as tall as its content [shows page fact 8]", () => {
    expect(rules).not.toMatch(/position:\s*(fixed|sticky)|\dv(h|min|max)\b|\dd?vb\b/);
  });

  it("works from right to left: no left, no right", () => {
    const sides = rules.match(/(margin|padding|border|inset)?-?\b(left|right)\b.*/g) ?? [];
    expect(sides.filter((side) => !side.startsWith("left;"))).toEqual([]);
  });

  it("fetches nothing from elsewhere", () => {
    expect(rules).not.toMatch(/url\(|@import|http/);
  });

  it("has a value of its own for every token that a page may lack [shows page fact 10]", () => {
    expect(rules.match(/var\(\s*--pgn-[\w-]+\s*\)/g)).toBeNull();
  });

  it("shows nothing to a mouse alone [shows scenario pitfall 27]", () => {
    const changed = Array.from(rules.matchAll(/:hover[^{}]*\{([^{}]*)\}/g), ([, body = ""]) => body).join(";");
    expect(changed).not.toMatch(/display|visibility|opacity|clip|content|transform|-size:|width|height/);
  });
});

it("what moves keeps still for who asked for it [shows scenario goal 11c]", () => {
  const all = css.map(([, text]) => text).join("\n");
  expect(all).not.toMatch(/animation|@keyframes/);
  expect(all).toMatch(/prefers-reduced-motion: reduce\) \{\s*[^{}]* \* \{\s*transition: none;/);
});

// @vitest-environment node
/** The scripts as they are served: one global each, also on Studio's page, where an AMD loader waits for modules. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { describe, expect, it, vi } from "vitest";

const served = join(import.meta.dirname, "..", "..", "static", "workmentor");

/** Runs a script in a page that has nothing but a browser's own names, and `more`. */
function run(file, more = {}) {
  const page = { console, setTimeout, clearTimeout, queueMicrotask, ...more };
  page.window = page;
  page.self = page;
  const heard = { addEventListener: () => {}, querySelectorAll: () => [] };
  page.document = { documentElement: { lang: "en" }, head: {}, body: {}, cookie: "", ...heard };
  const before = Object.keys(page);
  vm.runInNewContext(readFileSync(join(served, file), "utf8"), page);
  return Object.keys(page).filter((name) => !before.includes(name));
}

describe.each([
  ["learner.js", "WorkmentorBlock"],
  ["editor.js", "WorkmentorEditor"],
  ["editor-map.js", "WorkmentorMap"],
])("%s [shows scenario lesson 28; scenario pitfall 24; page fact 2; studio fact 1]", (file, name) => {
  it("leaves one name on the page", () => {
    expect(run(file)).toEqual([name]);
  });

  it("is no module, even where the page offers to load one", () => {
    const define = Object.assign(vi.fn(), { amd: {} });
    const require = vi.fn();
    expect(run(file, { define, require, requirejs: require })).toEqual([name]);
    expect(define).not.toHaveBeenCalled();
    expect(require).not.toHaveBeenCalled();
  });
});

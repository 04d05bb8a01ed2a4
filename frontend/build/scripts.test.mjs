// @vitest-environment node
/** The scripts as they are served: one global each, also on Studio's page, where an AMD loader waits for modules. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { describe, expect, it, vi } from "vitest";

const served = join(import.meta.dirname, "..", "..", "static", "workmentor");

/** Runs scripts in a page that has nothing but a browser's own names, and `more`. */
function run(files, more = {}) {
  const page = { console, setTimeout, clearTimeout, queueMicrotask, ...more };
  page.window = page;
  page.self = page;
  const heard = { addEventListener: () => {}, querySelectorAll: () => [] };
  page.document = { documentElement: { lang: "en" }, head: {}, body: {}, cookie: "", ...heard };
  const before = Object.keys(page);
  vm.createContext(page);
  for (const file of files) vm.runInContext(readFileSync(join(served, file), "utf8"), page);
  return Object.keys(page).filter((name) => !before.includes(name));
}

describe.each([
  { page: "a learner's page", files: ["learner.js"], names: ["WorkmentorBlock"] },
  {
    page: "the editors of two blocks",
    files: ["editor.js", "editor-forms.js", "editor-scenario.js", "editor-agreement.js"],
    names: ["WorkmentorEditor"],
  },
  {
    page: "a scenario's editor with its map",
    files: ["editor.js", "editor-forms.js", "editor-scenario.js", "editor-map.js"],
    names: ["WorkmentorEditor", "WorkmentorMap"],
  },
])("$page [shows scenario lesson 28; scenario pitfall 24; page fact 2; studio fact 1]", ({ files, names }) => {
  it("has as many names on it as our scripts need, one for each init function", () => {
    expect(run(files)).toEqual(names);
  });

  it("loads no module of ours, even where it offers to", () => {
    const define = Object.assign(vi.fn(), { amd: {} });
    const require = vi.fn();
    expect(run(files, { define, require, requirejs: require })).toEqual(names);
    expect(define).not.toHaveBeenCalled();
    expect(require).not.toHaveBeenCalled();
  });
});

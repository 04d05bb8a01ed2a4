/** Whatever an import or an older version left behind, the editor opens it and gives it back. */
import { expect, test } from "vitest";
import { opening } from "../samples/opening.js";
import { definition, fakeClock, openStudio, press, settle } from "./studio";

fakeClock();

/** A small generator of its own, so that a failing case can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

const ODD = [null, "", 0, -7, true, [], {}, "arrive", "🙂", [null], { id: 3 }, "variant/nb/", "a/b/c"];

/** Drops, replaces or doubles something somewhere in the definition. */
function mutated(seed: number): unknown {
  const roll = dice(seed);
  const it = definition();
  for (let change = 0; change < 6; change++) {
    let node: Record<string, unknown> | unknown[] = it as never;
    for (let depth = roll(6); depth >= 0; depth--) {
      const keys = Object.keys(node);
      const key = keys[roll(keys.length)];
      if (key === undefined) break;
      const child = (node as Record<string, unknown>)[key];
      if (depth > 0 && typeof child === "object" && child !== null) {
        node = child as Record<string, unknown>;
        continue;
      }
      const how = roll(3);
      if (how === 0) delete (node as Record<string, unknown>)[key];
      else if (how === 1) (node as Record<string, unknown>)[key] = ODD[roll(ODD.length)];
      else if (Array.isArray(node)) node.push(structuredClone(child));
      break;
    }
  }
  // A hole in a list is no JSON: it arrives as null.
  return JSON.parse(JSON.stringify(it));
}

const TABS = ["Settings", "Languages", /^Findings/, "Preview", "Compare with published", "Scenes"];

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  "broken draft %i opens in every tab and is saved [shows studio fact 7]",
  async (seed) => {
    const studio = await openStudio({ opening: { definition: mutated(seed) } });
    for (const tab of TABS) {
      await press(tab);
      expect(studio.root.querySelector("[role=tabpanel]")?.textContent).toBeTruthy();
    }
    for (const row of studio.root.querySelectorAll<HTMLElement>("[role=treeitem]")) {
      row.click();
      await settle(5);
      expect(studio.root.querySelector(".wme-form")?.textContent).toBeTruthy();
    }
    await press("Add a scene");
    await press("Save");
    expect(studio.notified).toHaveLength(2);
  },
);

test("nothing at all is the beginning of a scenario [shows studio fact 7]", async () => {
  const studio = await openStudio({ opening: { definition: {}, findings: [], published: { definition: null } } });
  for (const tab of TABS) await press(tab);
  await press("Add a scene");
  await press("Save");
  expect(studio.notified).toHaveLength(2);
});

test("an older server that leaves out what is new is enough [shows studio fact 7]", async () => {
  const { kind, digest } = opening;
  const studio = await openStudio({ bare: { kind, digest } });
  for (const tab of TABS) await press(tab);
  expect(studio.root.textContent).toContain("Untitled");
});

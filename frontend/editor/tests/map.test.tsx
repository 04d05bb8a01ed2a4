import { afterEach, describe, expect, test } from "vitest";
import { readWhole } from "../definition/description";
import { opening } from "../samples/opening.js";
import { edgesOf, labelOf, lineOf, nodesOf, stepFrom } from "../scenario/map/drawing";
import { layoutOf } from "../scenario/map/layout";
import { WorkmentorMap } from "../scenario/map/WorkmentorMap";
import { description, type Scenario } from "../scenario/model";
import { control, fakeClock, find, focused, key, openStudio, press, settle, text } from "./studio";

const readScenario = (raw: unknown): Scenario => readWhole(description, raw);

const s1 = readScenario(opening.definition);
const nodes = nodesOf(s1);
const edges = edgesOf(s1);

describe("the drawing", () => {
  test("has a box for each scene and ending and a way for each target that exists", () => {
    expect(nodes.map((node) => node.id)).toEqual(["arrive", "frozen", "why", "lunch", "trust", "burnt"]);
    expect(edges.map((edge) => `${edge.key.replace(/\w+:0:/g, "")} ${edge.by}`)).toEqual([
      "arrive>why 1",
      "arrive>frozen 2",
      "arrive>burnt 3",
      "frozen>why 1",
      "frozen>arrive 2",
      "why>trust 1",
      "lunch>why 1",
    ]);
  });

  test("lies inside its sheet, and no two boxes overlap", () => {
    const { width, height, spots, ways } = layoutOf(nodes, edges);
    for (const { x } of [...spots.values(), ...[...ways.values()].flat()]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
    }
    const boxes = nodes.map((node) => ({ ...node, ...(spots.get(node.key) ?? { x: 0, y: 0 }) }));
    for (const one of boxes) {
      expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
      for (const other of boxes)
        if (one !== other)
          expect(Math.abs(one.x - other.x) >= one.width || Math.abs(one.y - other.y) >= one.height).toBe(true);
    }
  });

  test("a scene that leads to itself, two with one id, and none at all do no harm", () => {
    const odd = readScenario({ scenes: [{ id: "a", choices: [{ to: "a" }] }, { id: "a" }] });
    expect(layoutOf(nodesOf(odd), edgesOf(odd)).spots.size).toBe(2);
    expect(layoutOf([], []).spots.size).toBe(0);
  });

  test("a way is one line, its number in the first bend", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 10 },
      { x: 20, y: 0 },
    ];
    expect(lineOf(points)).toBe("M0 0Q10 10 20 0");
    expect(lineOf([...points, { x: 30, y: 10 }])).toBe("M0 0Q10 10 15 5Q20 0 30 10");
    expect(lineOf(points.slice(0, 2))).toBe("M0 0L10 10");
    expect(lineOf([])).toBe("");
    expect(labelOf(points)).toEqual({ x: 10, y: 5 });
    expect(labelOf([])).toBeNull();
  });

  test("arrow keys go along the ways and to the neighbours [shows scenario goal 11a]", () => {
    const drawing = layoutOf(nodes, edges);
    const step = (from: string, arrow: string) => stepFrom(`scenes:0:${from}`, arrow, drawing, edges);
    expect(step("arrive", "ArrowDown")).toBe("scenes:0:why");
    expect(step("why", "ArrowUp")).toBe("scenes:0:arrive");
    expect(step("lunch", "ArrowUp")).toBeNull();
    const right = step("frozen", "ArrowRight");
    const left = step("frozen", "ArrowLeft");
    expect(right ?? left).not.toBeNull();
    expect(step("nowhere", "ArrowDown")).toBeNull();
  });
});

describe("the map's tab", () => {
  fakeClock();
  afterEach(() => {
    delete window.WorkmentorMap;
  });

  test("is not there when the server names no bundle [shows scenario lesson 21]", async () => {
    await openStudio();
    expect(() => control("Map")).toThrow();
  });

  test("loads the bundle when it is opened, and leads into the form by keyboard", async () => {
    await openStudio({ opening: { map_url: "/static/editor-map.js" } });
    await press("Map");
    expect(text()).toContain("The map is loading");
    const script = document.head.querySelector('script[src="/static/editor-map.js"]');
    window.WorkmentorMap = WorkmentorMap;
    script?.dispatchEvent(new Event("load"));
    await settle();
    find(".wme-box[tabindex='0']").focus();
    expect(focused()).toMatch(/^Main switch off, nothing locked, start, leads to 1: Where/);
    await key("ArrowDown");
    expect(focused()).toMatch(/^Where had he learned it\?, scene, leads to 1: He tells you first, Error$/);
    document.activeElement?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await settle();
    expect(focused()).toBe("form");
    expect(document.activeElement?.textContent).toContain("Where had he learned it?");
  });

  test("says so when the bundle cannot be had", async () => {
    await openStudio({ opening: { map_url: "/static/gone.js" } });
    await press("Map");
    document.head.querySelector('script[src="/static/gone.js"]')?.dispatchEvent(new Event("error"));
    await settle();
    expect(text()).toContain("The map could not be loaded");
  });
});

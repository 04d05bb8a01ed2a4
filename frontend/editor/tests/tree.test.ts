import { describe, expect, test } from "vitest";
import { readWhole } from "../definition/description";
import { opening } from "../samples/opening.js";
import { description, type Scenario } from "../scenario/model";
import { outlineRows } from "../scenario/outlineRows";
import { outline, type TreeNode, visibleRows } from "../scenario/tree";
import { keyStep, Step } from "../scenario/treeKeys";

const readScenario = (raw: unknown): Scenario => readWhole(description, raw);

const s1 = readScenario(opening.definition);

/** "why(trust! school?)": a scene with what stands under it; ! an ending, ? missing, ^ shown elsewhere. */
function drawn(node: TreeNode): string {
  const sign = { scene: "", ending: "!", back: "^", missing: "?" }[node.kind];
  const below = node.children.map(drawn).join(" ");
  return node.id + sign + (below ? `(${below})` : "");
}

/** Scenes from "a>b c" (a leads to b and c); a letter in capitals is an ending. */
function graph(...lines: string[]) {
  const parts = lines.map((line) => line.split(">"));
  return readScenario({
    start: parts[0]?.[0],
    scenes: parts.map(([id, to = ""]) => ({
      id,
      choices: to
        .split(" ")
        .filter(Boolean)
        .map((target, at) => ({ id: `c${at}`, to: target })),
    })),
    endings: [...new Set(lines.join(" ").match(/[A-Z]/g) ?? [])].map((id) => ({ id })),
  });
}

describe("the outline [shows scenario lesson 21]", () => {
  test("puts every scene under the one that reaches it with the fewest decisions", () => {
    const { start, unreached } = outline(s1);
    expect(start && drawn(start)).toBe("arrive(why(trust! school?) frozen(why^ arrive^) burnt!)");
    expect(unreached.map(drawn)).toEqual(["lunch(why^)"]);
  });

  test("a shorter way wins over an earlier choice", () => {
    const { start } = outline(graph("a>b c", "b>d", "c>E", "d>E c"));
    expect(start && drawn(start)).toBe("a(b(d(E^ c^)) c(E!))");
  });

  test("choices that share a target are one entry with both numbers", () => {
    const { start } = outline(graph("a>b E b", "b>E"));
    expect(start?.children.map((child) => [child.id, child.by])).toEqual([
      ["b", [1, 3]],
      ["E", [2]],
    ]);
  });

  test("what nothing reaches is grown from where nothing leads to, and rings are shown once", () => {
    const { unreached } = outline(graph("a>E", "x>y", "w>x", "p>q", "q>p"));
    expect(unreached.map(drawn)).toEqual(["w(x(y?))", "p(q(p^))"]);
  });

  test("without a start everything is listed", () => {
    const it = graph("a>b", "b>E");
    const { start, unreached } = outline({ ...it, start: "gone" });
    expect(start).toBeNull();
    expect(unreached.map(drawn)).toEqual(["a(b(E!))"]);
  });

  test("shows both of two scenes with one id", () => {
    const { start, unreached } = outline(graph("a>E", "a>"));
    expect([start && drawn(start), ...unreached.map(drawn)]).toEqual(["a(E!)", "a"]);
    expect(start?.key).not.toBe(unreached[0]?.key);
  });

  test("a chain of 5 000 scenes does not exhaust the stack [shows scenario pitfall 30]", () => {
    const chain = Array.from({ length: 5000 }, (_, at) => `s${at}>s${at + 1}`);
    const { start } = outline(graph(...chain));
    expect(start && visibleRows([start], new Set())).toHaveLength(5001);
  });

  test("folded branches are not among the rows", () => {
    const { start } = outline(s1);
    const rows = start ? visibleRows([start], new Set(["scenes:0:why"])) : [];
    expect(rows.map((row) => `${row.level} ${row.node.id} ${row.place}/${row.size}`)).toEqual([
      "1 arrive 1/1",
      "2 why 1/3",
      "2 frozen 2/3",
      "3 why 1/2",
      "3 arrive 2/2",
      "2 burnt 3/3",
    ]);
  });

  test("stands between the introduction and the questions, loose ends under a heading of their own", () => {
    const rows = outlineRows(s1, new Set());
    const top = rows.filter((row) => row.level === 1);
    expect(top.map((row) => `${row.title} ${row.place}/${row.size}`)).toEqual([
      "Introduction 1/4",
      "Main switch off, nothing locked 2/4",
      "Not reached from the start 3/4",
      "Questions for the debrief 4/4",
    ]);
    expect(outlineRows(readScenario({}), new Set()).map((row) => row.title)).toEqual([
      "Introduction",
      "Questions for the debrief",
    ]);
  });
});

describe("keys in the outline [shows scenario lesson 21]", () => {
  const rows = outlineRows(s1, new Set());
  const at = (title: string) => rows.findIndex((row) => row.title === title);
  const press = (key: string, from: number, folded: string[] = [], typed = { text: "", at: 0 }) =>
    keyStep(
      rows,
      from,
      new Set(folded),
      { key, ctrlKey: false, metaKey: false, altKey: false, timeStamp: 1000 },
      typed,
    );

  test("arrows, Home and End go through the rows and stop at the ends", () => {
    expect(press("ArrowDown", 0)).toEqual({ kind: Step.To, at: 1 });
    expect(press("ArrowUp", 0)).toEqual({ kind: Step.To, at: 0 });
    expect(press("End", 0)).toEqual({ kind: Step.To, at: rows.length - 1 });
    expect(press("Home", 5)).toEqual({ kind: Step.To, at: 0 });
  });

  test("right opens and then enters, left folds and then leaves", () => {
    const why = at("Where had he learned it?");
    const key = rows[why]?.key ?? "";
    expect(press("ArrowRight", why, [key])).toEqual({ kind: Step.Fold, on: false });
    expect(press("ArrowRight", why)).toEqual({ kind: Step.To, at: why + 1 });
    expect(press("ArrowLeft", why)).toEqual({ kind: Step.Fold, on: true });
    expect(press("ArrowLeft", why, [key])).toEqual({ kind: Step.To, at: 1 });
    expect(press("ArrowLeft", why + 1)).toEqual({ kind: Step.To, at: why });
  });

  test("letters find a title, the same letter again the next one", () => {
    expect(press("q", 0)).toEqual({ kind: Step.To, at: at("Questions for the debrief") });
    const typed = { text: "w", at: 900 };
    expect(press("h", at("White knuckles"), [], typed)).toEqual({ kind: Step.To, at: at("White knuckles") });
    expect(typed.text).toBe("wh");
    expect(press("w", at("Where had he learned it?"), [], { text: "w", at: 900 })).toEqual({
      kind: Step.To,
      at: at("White knuckles"),
    });
  });

  test("Enter opens and goes along, Space opens and stays, other keys are left alone", () => {
    expect(press("Enter", 1)).toEqual({ kind: Step.Open, follow: true });
    expect(press(" ", 1)).toEqual({ kind: Step.Open, follow: false });
    expect(press("Tab", 1)).toBeNull();
    expect(press("F2", 1)).toBeNull();
  });
});

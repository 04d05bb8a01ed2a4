import { describe, expect, test } from "vitest";
import { contested, differences, type Leaf, marked, Who } from "../content/diff";
import { merged } from "../content/merge";
import { newId, tidyId } from "../forms/ids";
import { moved } from "../forms/lists";
import { markedUp } from "../widgets/markdown";

describe("ids", () => {
  test("are six signs, begin with a letter, and none is taken [shows scenario pitfall 15]", () => {
    const taken = new Set<string>();
    for (let n = 0; n < 500; n++) taken.add(newId(taken));
    expect(taken.size).toBe(500);
    for (const id of taken) expect(id).toMatch(/^[a-z][a-z0-9]{5}$/);
  });

  test("that an author types become readable in a file", () => {
    expect(tidyId("  Når bryteren — er AV! ")).toBe("nar-bryteren-er-av");
    expect(tidyId("…")).toBe("");
  });
});

test("an item that is moved beyond the ends stays where it is", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

describe("differences", () => {
  const before = new Map<string, Leaf>([
    ["a", ""],
    ["a/title", "Old"],
    ["a/choices", ["x", "y"]],
    ["gone", ""],
    ["gone/title", "Was here"],
  ]);

  test("name what is new, gone and changed, but not what is inside of a new or gone part", () => {
    const after = new Map<string, Leaf>([
      ["a", ""],
      ["a/title", "New"],
      ["a/choices", ["x", "y"]],
      ["b", ""],
      ["b/title", "Fresh"],
    ]);
    expect(differences(before, after)).toEqual([
      { path: "a/title", before: "Old", after: "New" },
      { path: "b", before: null, after: "" },
      { path: "gone", before: "", after: null },
    ]);
  });

  test("tell an order only when what stays stands otherwise", () => {
    const order = (ids: string[]) => new Map<string, Leaf>([["a/choices", ids]]);
    expect(differences(order(["x", "y"]), order(["x", "new", "y"]))).toEqual([]);
    expect(differences(order(["x", "y"]), order(["y", "x"]))).toHaveLength(1);
  });

  test("of two people say who changed what, and nothing where they agree", () => {
    const base = new Map([
      ["mine", "1"],
      ["theirs", "1"],
      ["both", "1"],
      ["agreed", "1"],
    ]);
    const mine = new Map([
      ["mine", "2"],
      ["theirs", "1"],
      ["both", "2"],
      ["agreed", "2"],
    ]);
    const theirs = new Map([
      ["mine", "1"],
      ["theirs", "3"],
      ["both", "3"],
      ["agreed", "2"],
    ]);
    expect(contested(base, mine, theirs).map(({ path, who }) => [path, who])).toEqual([
      ["mine", Who.Mine],
      ["both", Who.Both],
      ["theirs", Who.Theirs],
    ]);
  });

  test("of a text are cut out at word borders", () => {
    expect(marked("He says his name quietly", "He says nothing quietly")).toEqual({
      head: "He says ",
      middle: "his name",
      tail: " quietly",
    });
    expect(marked("same", "same")).toEqual({ head: "same", middle: "", tail: "" });
  });
});

describe("two people's work put together [shows studio fact 5]", () => {
  const scene = (id: string, body: string) => ({ id, body });

  test("holds what only one of them changed, and mine where both did", () => {
    const base = { scenes: [scene("a", "1"), scene("b", "1"), scene("c", "1")], start: "a" };
    const mine = { scenes: [scene("a", "mine"), scene("b", "1"), scene("c", "mine")], start: "a" };
    const theirs = { scenes: [scene("a", "1"), scene("b", "theirs"), scene("c", "theirs")], start: "b" };
    expect(merged(base, mine, theirs)).toEqual({
      scenes: [scene("a", "mine"), scene("b", "theirs"), scene("c", "mine")],
      start: "b",
    });
  });

  test("keeps what either added, and drops what one deleted and the other left alone", () => {
    const base = [scene("a", "1"), scene("b", "1"), scene("c", "1")];
    const mine = [scene("a", "1"), scene("mine", "1"), scene("c", "1")];
    const theirs = [scene("a", "1"), scene("b", "1"), scene("c", "1"), scene("theirs", "1")];
    expect(merged(base, mine, theirs).map((one) => one.id)).toEqual(["a", "mine", "c", "theirs"]);
  });

  test("keeps what one deleted and the other went on writing", () => {
    const base = [scene("a", "1"), scene("b", "1")];
    expect(merged(base, [scene("a", "1")], [scene("a", "1"), scene("b", "more")])).toEqual([
      scene("a", "1"),
      scene("b", "more"),
    ]);
  });

  test("takes an order that only they changed", () => {
    const [a, b, c] = [scene("a", "1"), scene("b", "1"), scene("c", "1")];
    expect(merged([a, b, c], [a, scene("b", "mine"), c], [c, b, a])).toEqual([c, scene("b", "mine"), a]);
  });

  test("leaves a list without ids whole", () => {
    expect(merged(["x"], ["x", "mine"], ["x", "theirs"])).toEqual(["x", "mine"]);
  });
});

describe("the Markdown buttons", () => {
  const written = (text: string, start: number, end: number, mark: Parameters<typeof markedUp>[3]) => {
    const edit = markedUp(text, start, end, mark);
    return text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  };

  test("put signs around the selected words, and take them away again", () => {
    expect(written("say it now", 4, 6, "bold")).toBe("say **it** now");
    expect(written("say **it** now", 6, 8, "bold")).toBe("say it now");
  });

  test("mark whole lines for lists and quotations", () => {
    expect(written("one\ntwo\nthree", 1, 6, "list")).toBe("- one\n- two\nthree");
    expect(written("- one\n- two", 0, 9, "list")).toBe("one\ntwo");
    expect(written("one\ntwo", 0, 7, "numbers")).toBe("1. one\n2. two");
  });

  test("select the address of a new link, to be typed over", () => {
    const edit = markedUp("see here", 4, 8, "link");
    expect(edit.insert).toBe("[here](https://)");
    expect(edit.insert.slice(edit.selectFrom - 4, edit.selectTo - 4)).toBe("https://");
  });

  test("put a slot where the cursor is", () => {
    expect(written("Dear ,", 5, 5, { slot: "learner" })).toBe("Dear {learner},");
  });
});

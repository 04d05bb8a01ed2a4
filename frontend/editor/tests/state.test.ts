import { describe, expect, test } from "vitest";
import { isUnsaved, next, opened, type State } from "../shell/state";

interface Text {
  text: string;
}
const work = (text: string) => ({ definition: { text }, settings: { minutes: 8 } });
const fresh = () => opened<Text>(work("a"), "d1", [], "scenes");
const typed = (state: State<Text>, text: string, at: number, key = "body") =>
  next(state, { type: "edit", change: () => ({ text }), key, at });

describe("the state of the editor", () => {
  test("keystrokes close together in one field are one step back", () => {
    let state = typed(typed(typed(fresh(), "ab", 1000), "abc", 1200), "abcd", 4000);
    expect(state.past).toHaveLength(2);
    state = next(state, { type: "undo" });
    expect(state.work.definition.text).toBe("abc");
    state = next(state, { type: "undo" });
    expect(state.work.definition.text).toBe("a");
    expect(isUnsaved(state)).toBe(false);
    expect(next(state, { type: "undo" })).toBe(state);
  });

  test("edits without a key, or in another field, are steps of their own", () => {
    expect(typed(typed(fresh(), "b", 1, ""), "c", 2, "").past).toHaveLength(2);
    expect(typed(typed(fresh(), "b", 1, "x"), "c", 2, "y").past).toHaveLength(2);
  });

  test("an edit that changes nothing is no step", () => {
    const state = fresh();
    expect(next(state, { type: "edit", change: (it) => it, key: "", at: 1 })).toBe(state);
  });

  test("what was typed and taken back is saved already", () => {
    expect(isUnsaved(typed(typed(fresh(), "b", 1), "a", 2))).toBe(false);
  });

  test("saving shows what the server read back", () => {
    const sent = typed(fresh(), "b  ", 1);
    const answer = { ...work("b"), digest: "d2" };
    const state = next(next(sent, { type: "saving" }), { type: "saved", sent: sent.work, answer, findings: null });
    expect(state).toMatchObject({ work: work("b"), digest: "d2", saving: false });
    expect(isUnsaved(state)).toBe(false);
  });

  test("what was typed while the save was on its way stays, on the new base", () => {
    const sent = typed(fresh(), "b", 1);
    const later = typed(next(sent, { type: "saving" }), "bc", 2);
    const answer = { ...work("b"), digest: "d2" };
    const state = next(later, { type: "saved", sent: sent.work, answer, findings: [] });
    expect(state.work.definition.text).toBe("bc");
    expect(state.digest).toBe("d2");
    expect(isUnsaved(state)).toBe(true);
  });

  test("after a stale save every choice stands on their state, and can be undone", () => {
    const mine = typed(fresh(), "mine", 1);
    const stale = next(mine, { type: "stale", theirs: { ...work("theirs"), digest: "d9" } });
    const taken = next(stale, { type: "decided", work: work("theirs") });
    expect(taken).toMatchObject({ digest: "d9", theirs: null, work: work("theirs") });
    expect(isUnsaved(taken)).toBe(false);
    expect(next(taken, { type: "undo" }).work.definition.text).toBe("mine");
    const kept = next(stale, { type: "decided", work: mine.work });
    expect(kept.digest).toBe("d9");
    expect(isUnsaved(kept)).toBe(true);
  });

  test("going somewhere keeps what is selected in the other tabs", () => {
    let state = next(fresh(), { type: "go", place: { tab: "scenes", item: "x", field: "x/title" } });
    state = next(state, { type: "go", place: { tab: "languages" } });
    expect(state).toMatchObject({ tab: "languages", chosen: { scenes: "x" }, wanted: { field: "x/title", turn: 1 } });
  });
});

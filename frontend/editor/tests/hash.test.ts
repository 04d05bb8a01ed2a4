import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hashOf } from "../content/hash";

const oracle = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

describe("the fingerprint of a source text", () => {
  test("is the beginning of SHA-256, as the server has it, whatever the length", () => {
    for (let length = 0; length < 200; length++) {
      const text = "aß✓".repeat(length).slice(0, length);
      expect(hashOf(text)).toBe(oracle(text).slice(0, 12));
    }
  });

  test("has 12 digits and ignores the blanks that Python strips", () => {
    const twelve = oracle("Bryteren var av").slice(0, 12);
    expect(hashOf("Bryteren var av")).toBe(twelve);
    expect(hashOf("\n\t Bryteren var av\x1c\x85\u3000 ")).toBe(twelve);
  });

  test("keeps the byte order mark, which Python does not strip", () => {
    expect(hashOf("\ufeffa")).not.toBe(hashOf("a"));
  });

  test("is the same for both ways to write an accented letter", () => {
    expect(hashOf("Ine\u0302s")).toBe(hashOf("In\u00eas"));
  });
});

// @vitest-environment node
/** What the editor says reaches the translators: every literal, whatever its quotes, and nothing from comments. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { wordsIn } from "./words.mjs";

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "words-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function wordsOf(source, name = "a.tsx") {
  await mkdir(join(folder, "shell"), { recursive: true });
  await writeFile(join(folder, "shell", name), source);
  return JSON.parse(await wordsIn(folder));
}

it("finds sentences in code and in markup, sorted and once", async () => {
  const words = await wordsOf(`
    const a = t("Save"); const b = t('Don\\'t save'); const c = t(\`Add a scene\`); const again = t("Save");
    const d = t("Move {name} " + "up", { name });
    const view = <button title={t("Close")}>{t("Ending “{title}”", { title })}</button>;
  `);
  expect(words.singular).toEqual(["Add a scene", "Close", "Don't save", "Ending “{title}”", "Move {name} up", "Save"]);
});

it("finds plural pairs", async () => {
  const words = await wordsOf(`const n = tn("{count} error", "{count} errors", count, { count });`);
  expect(words.plural).toEqual([["{count} error", "{count} errors"]]);
});

it("takes neither comments nor other functions nor tests", async () => {
  const words = await wordsOf(`
    // t("a comment")
    export function t(msgid: string): string { return msgid; }
    const sort = list.at(0); const split = input("x"); const method = i18n.t("not ours");
  `);
  await wordsOf(`t("a test")`, "a.test.ts");
  expect(words).toEqual({ singular: [], plural: [] });
  expect(JSON.parse(await wordsIn(folder)).singular).toEqual([]);
});

it("refuses a sentence that nobody could translate, and says where", async () => {
  await expect(wordsOf("const x = t(label);")).rejects.toThrow(/a\.tsx: t\(label\).*string literals/);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the source that is read, not a template of ours.
  await expect(wordsOf("const x = t(`Move ${name}`);")).rejects.toThrow(/string literals/);
  await expect(wordsOf(`const x = tn("{count} scene");`)).rejects.toThrow(/string literals/);
});

// @vitest-environment node
/** A block's part of the editor takes what it uses from the shell on the page, and cannot bring a second copy. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import esbuild from "esbuild";
import { afterEach, beforeEach, expect, it } from "vitest";
import { partOf } from "./part.mjs";

let root;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "part-"));
  await write("editor/api.ts", 'export { t } from "./shell/words"; export const unused = "";');
  await write("editor/shell/words.ts", 'export const t = () => "brought along";');
  await write("editor/journal/words.ts", 'export const name = "Journal";');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path, text) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function built(source) {
  await write("editor/journal/kind.ts", source);
  const result = await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: 'import "./editor/journal/kind";', resolveDir: root },
    bundle: true,
    write: false,
    logLevel: "silent",
    plugins: [partOf(root, { folder: "editor/journal" })],
  });
  return result.outputFiles[0].text;
}

it("finds the shell's names on the page, and only those that it uses", async () => {
  const script = await built(
    'import { t } from "../api"; import { name } from "./words"; window.said = [name, t()].join(": ");',
  );
  const window = { WorkmentorEditor: { api: { t: () => "from the page" } } };
  runInNewContext(script, { window });
  expect(window.said).toBe("Journal: from the page");
  expect(script).not.toContain("brought along");
  expect(script).not.toContain("unused");
});

it.each(["../shell/words", "../scenario/kind", "preact", "preact/hooks"])("may not import %s", async (path) => {
  await expect(built(`import "${path}";`)).rejects.toThrow(
    `editor/journal/kind.ts imports "${path}": a part uses its own folder, editor/api and editor/forms/api only`,
  );
});

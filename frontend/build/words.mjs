/**
 * Finds every sentence that the editor shows, so that the server can hand their translations over.
 * They are the first string literals in `t("…")` and `tn("…", "…")`.
 */
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import esbuild from "esbuild";

const LITERAL = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|${"`(?:[^`\\\\$]|\\\\.)*`"})`;
const CALL = /(?<![\w$.])(?<!function )(tn?)\(/g;
const ONE = new RegExp(String.raw`^\s*${LITERAL}`);
const TWO = new RegExp(String.raw`^\s*${LITERAL},\s*${LITERAL}`);

/** Answers `{"singular": […], "plural": [[…, …], …]}` as sorted JSON for all sources in a folder. */
export async function wordsIn(folder) {
  const singular = new Set();
  const plural = new Map();
  for (const path of await sources(folder)) {
    for (const [kind, first, second] of await callsIn(path)) {
      if (kind === "t") singular.add(first);
      else plural.set(JSON.stringify([first, second]), [first, second]);
    }
  }
  const words = { singular: [...singular].sort(), plural: [...plural.keys()].sort().map((key) => plural.get(key)) };
  return `${JSON.stringify(words, null, 1)}\n`;
}

async function sources(folder) {
  const entries = await readdir(folder, { recursive: true });
  const isSource = (name) => [".ts", ".tsx"].includes(extname(name)) && !/\.(test|d)\.tsx?$/.test(name);
  return entries
    .filter(isSource)
    .sort()
    .map((name) => join(folder, name));
}

/** esbuild takes comments and types away and joins `"a" + "b"`, so that a plain search finds calls only. */
async function callsIn(path) {
  const source = await readFile(path, "utf8");
  const options = {
    loader: extname(path).slice(1),
    jsx: "preserve",
    charset: "utf8",
    minifySyntax: true,
    target: "esnext",
  };
  const { code } = await esbuild.transform(source, options);
  return [...code.matchAll(CALL)].map((match) => {
    const found = (match[1] === "t" ? ONE : TWO).exec(code.slice(match.index + match[0].length));
    if (!found) {
      const where = code.slice(match.index, match.index + 60).split("\n")[0];
      throw new Error(`${path}: ${where} … needs string literals, or nobody can translate it`);
    }
    // The text between quotes is a JavaScript literal of our own sources: evaluating it undoes its escapes.
    const value = (literal) => (literal === undefined ? undefined : new Function(`return ${literal}`)());
    return [match[1], value(found[1]), value(found[2])];
  });
}

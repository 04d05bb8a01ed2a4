// @vitest-environment node
/** A block's page loads nothing of another block's look, and misses nothing that stands in that one's. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const top = join(import.meta.dirname, "..", "..");
const BLOCKS = ["scenario", "agreement"];

/** All that a folder writes into pages: templates, and the Python and TypeScript that put them together. */
function sourcesIn(folder) {
  const files = readdirSync(join(top, folder), { recursive: true });
  return files
    .filter((name) => /\.(html|py|ts)$/.test(name) && !/(^|\/)(tests|samples)\//.test(name))
    .map((name) => readFileSync(join(top, folder, name), "utf8"))
    .join("\n");
}

const written = new Map(BLOCKS.map((name) => [name, sourcesIn(join("workmentor_xblocks", name))]));
const shared = ["workmentor_xblocks/core", "workmentor_xblocks/host", "frontend/learner"].map(sourcesIn).join("\n");

/** The selectors of a style sheet as it is served, each by itself. */
function selectorsIn(file) {
  const text = readFileSync(join(top, "static", "workmentor", file), "utf8");
  const heads = [...text.matchAll(/([^{}]+)\{/g)].map(([, head]) => head).filter((head) => !head.startsWith("@"));
  return heads.flatMap((head) => head.split(/,(?![^(]*\))/));
}

const classesOf = (selector) => [...selector.matchAll(/\.(wm-[\w-]+)/g)].map(([, name]) => name);
const writes = (text, name) => new RegExp(String.raw`(?<![\w-])${name}(?![\w-])`).test(text);

it.each(BLOCKS)(
  "%s.css has rules only for what this block shows: each names a class that nobody else writes",
  (block) => {
    const others = [shared, ...BLOCKS.filter((name) => name !== block).map((name) => written.get(name))].join("\n");
    const foreign = selectorsIn(`${block}.css`).filter((one) => classesOf(one).every((name) => writes(others, name)));
    expect(foreign).toEqual([]);
  },
);

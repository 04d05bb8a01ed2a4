/** Prints what each page costs a phone on a slow line, and says when it costs more than promised. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Compressed bytes that a page may load; the map is loaded only when somebody opens it. One bundle holds the editors of
 * all blocks, so that Studio keeps it in its cache: the scenario's and the template's together.
 */
const BUDGETS = [
  { page: "scenario", files: ["learner.js", "learner.css", "scenario.css"], limit: 15 * 1024 },
  { page: "agreement", files: ["learner.js", "learner.css", "agreement.css"], limit: 15 * 1024 },
  { page: "editor", files: ["editor.js", "editor.css"], limit: 50 * 1024 },
  { page: "editor map", files: ["editor-map.js"], limit: 25 * 1024 },
];

export async function printSizes(folder) {
  let within = true;
  for (const { page, files, limit } of BUDGETS) {
    let total = 0;
    for (const file of files.filter((name) => existsSync(join(folder, name)))) {
      const bytes = await readFile(join(folder, file));
      const small = gzipSync(bytes, { level: 9 }).length;
      total += small;
      console.log(`  ${file.padEnd(16)} ${String(bytes.length).padStart(7)} bytes ${String(small).padStart(7)} gz`);
    }
    const verdict = total > limit ? "OVER" : "ok";
    console.log(`${page.padEnd(18)} ${String(total).padStart(21)} gz of ${limit}  ${verdict}`);
    within &&= total <= limit;
  }
  return within;
}

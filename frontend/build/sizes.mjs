/** Prints what each page costs a phone on a slow line, and says when it costs more than promised. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Compressed bytes that a page may load. Of the editor, Studio keeps shell and forms in its cache for all blocks; a block
 * adds its own part, and the scenario's map is loaded only when somebody opens it.
 */
const BUDGETS = [
  { page: "scenario", files: ["learner.js", "learner.css", "scenario.css"], limit: 15 * 1024 },
  { page: "agreement", files: ["learner.js", "learner.css", "agreement.css"], limit: 15 * 1024 },
  { page: "editor's shell", files: ["editor.js", "editor.css"], limit: 30 * 1024 },
  { page: "editor's forms", files: ["editor-forms.js"], limit: 10 * 1024 },
  { page: "  of a scenario", files: ["editor-scenario.js", "editor-scenario.css"], limit: 12 * 1024 },
  { page: "  of an agreement", files: ["editor-agreement.js", "editor-agreement.css"], limit: 12 * 1024 },
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
      console.log(`  ${file.padEnd(20)} ${String(bytes.length).padStart(7)} bytes ${String(small).padStart(7)} gz`);
    }
    const verdict = total > limit ? "OVER" : "ok";
    console.log(`${page.padEnd(18)} ${String(total).padStart(21)} gz of ${limit}  ${verdict}`);
    within &&= total <= limit;
  }
  return within;
}

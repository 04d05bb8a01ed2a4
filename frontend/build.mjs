/**
 * Makes the files that learners and authors are served, always the same bytes from the same sources.
 *
 *   node build.mjs            writes ../static/workmentor
 *   node build.mjs learner    only what has its source in that folder
 *   node build.mjs --verify   builds beside it and says which committed file is out of date
 *   node build.mjs --sizes    prints what each page loads, compressed, and fails over the budget
 *
 * The results are committed, so that installing the package needs no Node.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { licencesOf } from "./build/licences.mjs";
import { partOf } from "./build/part.mjs";
import { printSizes } from "./build/sizes.mjs";
import { compareFolders } from "./build/verify.mjs";
import { wordsIn } from "./build/words.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const served = join(here, "..", "static", "workmentor");

/**
 * What is built: entry → file name; a script's global is the init function that the platform calls, or what our own
 * scripts find. The editor of a block is the shell, the forms that all blocks share, and the block's own part, which
 * adds itself to the shell's kinds.
 */
const SCRIPTS = [
  { entry: "learner/main.ts", file: "learner.js", global: "WorkmentorBlock" },
  { entry: "editor/main.ts", file: "editor.js", global: "WorkmentorEditor" },
  { entry: "editor/forms/api.ts", file: "editor-forms.js", face: "forms", part: { folder: "editor/forms" } },
  { entry: "editor/scenario/kind.tsx", file: "editor-scenario.js", part: { folder: "editor/scenario" } },
  { entry: "editor/agreement/kind.tsx", file: "editor-agreement.js", part: { folder: "editor/agreement" } },
  // Loaded when somebody opens the map, so that the layout library costs nothing before.
  {
    entry: "editor/scenario/map/WorkmentorMap.tsx",
    file: "editor-map.js",
    global: "WorkmentorMap",
    part: { folder: "editor/scenario", libraries: ["@dagrejs/dagre"] },
  },
];
const STYLES = [
  { entry: "learner/learner.css", file: "learner.css" },
  { entry: "learner/scenario.css", file: "scenario.css" },
  { entry: "learner/agreement.css", file: "agreement.css" },
  { entry: "editor/editor.css", file: "editor.css" },
  { entry: "editor/scenario/editor.css", file: "editor-scenario.css" },
  { entry: "editor/agreement/editor.css", file: "editor-agreement.css" },
];

/** Learners come with whatever their phone has; authors sit at a desk, and their libraries ask for `Object.hasOwn`. */
const LEARNERS = ["es2020", "chrome91", "firefox91", "safari15"];
const AUTHORS = ["chrome93", "firefox92", "safari15.4"];

/** Settings that every bundle shares; no source maps, because collectstatic with hashed names wants the map too. */
const shared = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  minify: true,
  sourcemap: false,
  write: false,
};

/** Builds one bundle and answers its text, and the paths of the sources that went in. */
async function bundle(file, options) {
  const target = file.startsWith("editor") ? AUTHORS : LEARNERS;
  const result = await esbuild.build({ ...shared, target, ...options, outfile: join(here, file) });
  return { file, text: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) };
}

/**
 * The platform calls `window[name]`. The sources only export that function; the one global is made here.
 * IIFE, because on Studio's unit page `define` exists and a UMD bundle would hide itself in it.
 */
function buildScript({ entry, file, global, face, part }) {
  const contents = global
    ? `import { ${global} } from "./${entry}";\nwindow.${global} = ${global};\n`
    : face
      ? `import * as ${face} from "./${entry}";\nwindow.WorkmentorEditor.${face} = ${face};\n`
      : `import "./${entry}";`;
  return bundle(file, {
    stdin: { contents, resolveDir: here, sourcefile: `${file}.entry.ts`, loader: "ts" },
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: part ? [partOf(here, part)] : [],
  });
}

function buildStyle({ entry, file }) {
  return bundle(file, { entryPoints: [entry] });
}

/** Builds all that has a source (or only what lies below `part`) and writes it into one folder. */
async function buildInto(folder, part = "") {
  await mkdir(folder, { recursive: true });
  const present = ({ entry }) => entry.startsWith(part) && existsSync(join(here, entry));
  const bundles = await Promise.all([
    ...SCRIPTS.filter(present).map(buildScript),
    ...STYLES.filter(present).map(buildStyle),
  ]);
  const files = new Map(bundles.map(({ file, text }) => [file, text]));
  if (files.has("editor.js")) {
    files.set("editor-words.json", await wordsIn(join(here, "editor")));
  }
  const licences = await licencesOf(
    here,
    bundles.flatMap(({ inputs }) => inputs),
  );
  if (licences) files.set("licences.txt", licences);
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return [...files.keys()].sort();
}

/** Builds into a folder of its own and compares: a committed file that nobody rebuilt fails the run. */
async function verify() {
  const fresh = await mkdtemp(join(tmpdir(), "workmentor-build-"));
  try {
    return await compareFolders(fresh, served, await buildInto(fresh));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

const mode = process.argv[2];
if (mode === "--verify") process.exitCode = (await verify()) ? 0 : 1;
else if (mode === "--sizes") process.exitCode = (await printSizes(served)) ? 0 : 1;
else console.log(`built ${(await buildInto(served, mode)).join(", ")}`);

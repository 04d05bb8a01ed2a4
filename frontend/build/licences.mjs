/** Gathers the licences of the libraries that are part of a bundle: theirs ask to travel with every copy. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Answers the text of licences.txt for the sources of all bundles, or nothing when all of them are ours. */
export async function licencesOf(root, inputs) {
  const names = new Set(inputs.map(packageOf).filter(Boolean));
  const parts = await Promise.all([...names].sort().map((name) => licenceOf(root, name)));
  return parts.join("\n\n");
}

function packageOf(input) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

async function licenceOf(root, name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence text; its notice has to be added by hand`);
  const text = (await readFile(join(folder, file), "utf8")).trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

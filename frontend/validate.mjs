/**
 * Reads every page of a folder as HTML and prints what is wrong with it, as JSON: [page, rule, message, the element].
 *
 *   node validate.mjs FOLDER
 *
 * The pages come from a browser, so how they were typed is not to be seen any more: rules about spelling are off.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

const SPELLING = [
  "attr-delimiter",
  "attr-quotes",
  "attr-spacing",
  "attribute-boolean-style",
  "attribute-empty-style",
  "doctype-style",
  "no-implicit-close",
  "no-inline-style", // the script's own, and Studio's
  "no-raw-characters",
  "no-trailing-whitespace",
  "void-style",
  // What HTML says of a button in a form and of a field without a type is what is meant by them.
  "no-implicit-button-type",
  "no-implicit-input-type",
];

const engine = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: Object.fromEntries(SPELLING.map((rule) => [rule, "off"])),
});
const [folder = "."] = process.argv.slice(2);
const found = [];
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), "utf-8");
  const { results } = await engine.validateString(text);
  for (const { ruleId, message, offset } of results.flatMap(({ messages }) => messages)) {
    const from = text.lastIndexOf("<", offset);
    found.push([name, ruleId, message, text.slice(from, text.indexOf(">", from) + 1)]);
  }
}
console.log(JSON.stringify(found));

// RFC 8785 as a browser would do it: reads one JSON value per line, writes its canonical form.
// JSON.stringify writes texts and numbers as the standard asks (ECMAScript, 25.5.2); only the order of keys is added.
import { readFileSync } from "node:fs";

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => canonical(JSON.parse(line))).join("\n"));

/** Compares a fresh build with the committed one, byte for byte, and names what differs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export async function compareFolders(fresh, committed, names) {
  const stale = [];
  for (const name of names) {
    const [now, then] = await Promise.all([
      readFile(join(fresh, name)),
      readFile(join(committed, name)).catch(() => null),
    ]);
    if (!then || !now.equals(then)) stale.push(name);
  }
  if (stale.length) console.error(`out of date: ${stale.join(", ")}; run "npm run build" and commit the result`);
  else console.log(`fresh build equals the committed ${names.join(", ")}`);
  return stale.length === 0;
}

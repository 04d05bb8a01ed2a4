/**
 * Ids that are given once and stay: learners' runs, translations and reports hang on them.
 *
 * Random and short, never an index: an index points elsewhere after the first reordering.
 */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SIGNS = `${LETTERS}0123456789`;

function sign(signs: string): string {
  // 252 = 7 × 36 and close to 9 × 26 + …: values above the last full round are drawn again,
  // so that no sign is likelier than another.
  const rounds = Math.floor(256 / signs.length) * signs.length;
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? 0) >= rounds);
  return signs.charAt((byte[0] ?? 0) % signs.length);
}

/** Six signs, a letter first (so that it is never mistaken for a number), none of those taken. */
export function newId(taken: Iterable<string>): string {
  const used = new Set(taken);
  for (;;) {
    let id = sign(LETTERS);
    while (id.length < 6) id += sign(SIGNS);
    if (!used.has(id)) return id;
  }
}

/** What an author types as an id: readable in a file and in an address. */
export function tidyId(typed: string): string {
  return typed
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
}

/**
 * The fingerprint that tells a translator that the source has changed since.
 *
 * The first 12 hex digits of the SHA-256 of the text: NFC, stripped as Python strips, UTF-8.
 * Not by crypto.subtle: that one exists on https only, and it answers asynchronously, while every
 * row of the translation table needs the answer as it is drawn.
 */
import { sha256 } from "@noble/hashes/sha2.js";

/** Exactly what Python's str.strip() takes away: JavaScript's blanks but one, and five control signs. */
const blank = (sign: string | undefined): boolean =>
  sign !== undefined && sign !== "\ufeff" && (/\s/.test(sign) || "\x1c\x1d\x1e\x1f\x85".includes(sign));

function stripped(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && blank(text[from])) from++;
  while (to > from && blank(text[to - 1])) to--;
  return text.slice(from, to);
}

const known = new Map<string, string>();

export function hashOf(text: string): string {
  let hash = known.get(text);
  if (hash === undefined) {
    const bytes = sha256(new TextEncoder().encode(stripped(text.normalize("NFC")))).subarray(0, 6);
    hash = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (known.size > 5000) known.clear();
    known.set(text, hash);
  }
  return hash;
}

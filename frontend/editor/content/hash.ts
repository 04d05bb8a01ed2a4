/**
 * The fingerprint that tells a translator that the source has changed since.
 *
 * The first 12 hex digits of the SHA-256 of the text: NFC, stripped as Python strips, UTF-8.
 * Computed here and not by crypto.subtle: that one exists on https only, and it answers
 * asynchronously, while every row of the translation table needs the answer as it is drawn.
 */

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
    hash = sha256(new TextEncoder().encode(stripped(text.normalize("NFC")))).slice(0, 12);
    if (known.size > 5000) known.clear();
    known.set(text, hash);
  }
  return hash;
}

/** The constants of FIPS 180-4 are the first 32 bits of roots of primes: worked out, not typed. */
function constants(count: number, root: (prime: number) => number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate && prime; divisor++) prime = candidate % divisor !== 0;
    if (prime) found.push(((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return found;
}
const ROUND = constants(64, Math.cbrt);
const START = constants(8, Math.sqrt);

function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) << 6));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, (bytes.length << 3) >>> 0);
  return view;
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
/** Every index below is inside its array; the fallback only tells the compiler so. */
const at = (list: ArrayLike<number>, index: number) => list[index] ?? 0;

export function sha256(bytes: Uint8Array): string {
  const data = padded(bytes);
  const hash = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < data.byteLength; block += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) {
        w[i] = data.getInt32(block + i * 4);
        continue;
      }
      const early = at(w, i - 15);
      const late = at(w, i - 2);
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(w, i)) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      hash[i] = at(hash, i) + word;
    });
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

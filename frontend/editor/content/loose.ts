/** Any draft can be read: what is missing becomes empty, what has the wrong form becomes empty too. */
import type { Variant } from "./variants";

export type Loose = Record<string, unknown>;

export const loose = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};

export const word = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

export const number = (value: unknown, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value) ? value : otherwise;

export const list = <T>(value: unknown, item: (raw: unknown) => T): T[] =>
  Array.isArray(value) ? value.map(item) : [];

export function readVariant(raw: unknown): Variant {
  const it = loose(raw);
  return {
    ...it,
    lang: word(it.lang),
    workplace: word(it.workplace),
    texts: list(it.texts, (one) => ({
      ...loose(one),
      for: word(loose(one).for),
      of: word(loose(one).of),
      text: word(loose(one).text),
      same: loose(one).same === true,
    })),
  };
}

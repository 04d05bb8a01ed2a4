/**
 * The same content in another language or for another workplace.
 *
 * A definition holds its source texts; a variant holds, by path, what stands in their place and the
 * fingerprint of the source it was made from, so that a text that has fallen behind is known.
 * The server judges by the same rules (core/content/variants.py).
 */
import { hashOf } from "./hash";

export interface VariantText {
  for: string;
  of: string;
  text: string;
  same: boolean;
}

export interface VariantName {
  lang: string;
  /** Empty: the workplace that the source itself is written for. */
  workplace: string;
}

export interface Variant extends VariantName {
  texts: VariantText[];
}

export interface Workplace {
  id: string;
  name: string;
}

/** What every definition has, whatever its block. */
export interface Authored {
  language: string;
  /** Only where a block is written for several trades. */
  workplaces?: Workplace[];
  variants: Variant[];
}

export enum Shape {
  Line = "line",
  Text = "text",
  /** An address of a file: another one may stand there, but none is missing. */
  Picture = "picture",
}

/** A text of the source that can be translated. */
export interface Source {
  path: string;
  text: string;
  shape: Shape;
}

export enum TextState {
  Missing = "missing",
  Stale = "stale",
  Equal = "equal",
  Fine = "fine",
}

export const keyOf = (name: VariantName): string => `${name.lang}/${name.workplace}`;

export function nameOf(key: string): VariantName {
  const cut = key.indexOf("/");
  return cut < 0 ? { lang: key, workplace: "" } : { lang: key.slice(0, cut), workplace: key.slice(cut + 1) };
}

export const pathIn = (name: VariantName, path: string): string => `variant/${keyOf(name)}/${path}`;

export const isPathOf = (path: string, owner: string): boolean => path === owner || path.startsWith(`${owner}/`);

export const variantOf = (it: Authored, name: VariantName): Variant | undefined =>
  it.variants.find((one) => keyOf(one) === keyOf(name));

/** Of two texts with one path the last counts, as for the player. */
export const textOf = (variant: Variant | undefined, path: string): VariantText | undefined =>
  variant?.texts.reduce<VariantText | undefined>((found, one) => (one.for === path ? one : found), undefined);

/** What a variant has to say: the block's name does not change with the workplace. */
export const wantedIn = (it: Authored, variant: Variant, sources: readonly Source[]): Source[] =>
  sources.filter(
    ({ path }) => path !== "display_name" || variant.lang !== it.language || textOf(variant, path) !== undefined,
  );

export function stateOf(source: Source, text: VariantText | undefined): TextState {
  if (source.shape === Shape.Picture) return TextState.Fine;
  if (!text?.text.trim()) return TextState.Missing;
  if (text.of && text.of !== hashOf(source.text)) return TextState.Stale;
  if (!text.same && hashOf(text.text) === hashOf(source.text)) return TextState.Equal;
  return TextState.Fine;
}

/** Texts of a variant whose source is no longer there (or empty). */
export function strays(variant: Variant, sources: readonly Source[]): VariantText[] {
  const paths = new Set(sources.map((one) => one.path));
  return variant.texts.filter((text) => !paths.has(text.for));
}

function changed<D extends Authored>(it: D, name: VariantName, change: (old: Variant) => Variant): D {
  const old = variantOf(it, name);
  if (!old) return { ...it, variants: [...it.variants, change({ ...name, texts: [] })] };
  return { ...it, variants: it.variants.map((one) => (one === old ? change(one) : one)) };
}

type Origin = Pick<Source, "path" | "text">;

/** Whoever writes beside the source has it before their eyes: the fingerprint is renewed. */
export function withText<D extends Authored>(it: D, name: VariantName, source: Origin, text: string): D {
  return changed(it, name, (variant) => {
    const others = variant.texts.filter((one) => one.for !== source.path);
    if (!text) return { ...variant, texts: others };
    const old = textOf(variant, source.path);
    const entry = { same: false, ...old, for: source.path, of: hashOf(source.text), text };
    return {
      ...variant,
      texts: old
        ? variant.texts.flatMap((one) => (one === old ? [entry] : one.for === source.path ? [] : [one]))
        : [...others, entry],
    };
  });
}

/** "Still right": the text stays, the fingerprint is the one of today's source. */
export const withStillRight = <D extends Authored>(it: D, name: VariantName, source: Origin): D =>
  withText(it, name, source, textOf(variantOf(it, name), source.path)?.text ?? "");

/** "Meant to be the same": an empty text takes the words of the source. */
export function withSame<D extends Authored>(it: D, name: VariantName, source: Origin, same: boolean): D {
  const text = textOf(variantOf(it, name), source.path)?.text || source.text;
  return changed(withText(it, name, source, text), name, (variant) => ({
    ...variant,
    texts: variant.texts.map((one) => (one.for === source.path ? { ...one, same } : one)),
  }));
}

export const withoutVariant = <D extends Authored>(it: D, name: VariantName): D => ({
  ...it,
  variants: it.variants.filter((one) => keyOf(one) !== keyOf(name)),
});

export const withNewVariant = <D extends Authored>(it: D, name: VariantName): D => changed(it, name, (old) => old);

export const withoutStrays = <D extends Authored>(it: D, name: VariantName, sources: readonly Source[]): D =>
  changed(it, name, (variant) => {
    const gone = new Set(strays(variant, sources));
    return { ...variant, texts: variant.texts.filter((one) => !gone.has(one)) };
  });

export const withPathsDropped = (variants: readonly Variant[], owner: string): Variant[] =>
  variants.map((variant) => ({ ...variant, texts: variant.texts.filter((text) => !isPathOf(text.for, owner)) }));

/** Texts follow a part to its new id; with `keep` they stay at the old one as well. */
export const withPathsMoved = (variants: readonly Variant[], from: string, to: string, keep: boolean): Variant[] =>
  variants.map((variant) => ({
    ...variant,
    texts: variant.texts.flatMap((text) => {
      if (!isPathOf(text.for, from)) return [text];
      const there = { ...text, for: to + text.for.slice(from.length) };
      return keep ? [text, there] : [there];
    }),
  }));

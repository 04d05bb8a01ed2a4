/**
 * What a block's definition is made of, as the server's models state it (`definition.json` of the block): what a draft
 * is read as, what a new part has, and how parts and texts are named by paths. Nothing here knows a block.
 */
import { type Loose, list, loose, number, word } from "../content/loose";
import { type Authored, Shape } from "../content/variants";

export interface FieldFacts {
  name: string;
  /** text · flag · number · words (texts in a list) · part · parts */
  kind: string;
  default?: unknown;
  /** What an author reads: label of the control, and name in a path. */
  title: string;
  hint?: string | undefined;
  /** It is translated: line · text · picture. */
  text?: string | undefined;
  /** It is the text of the part's own element: in a list with a word in its path, its path is the part's. */
  own?: boolean | undefined;
  /** It is a text to translate only while another field of the part says one of these. */
  only?: Readonly<Record<string, readonly string[]>> | undefined;
  choices?: readonly (readonly string[])[] | undefined;
  low?: number | undefined;
  high?: number | undefined;
  reference?: readonly string[] | undefined;
  /** Of parts: their kind, how their paths begin, and which of their fields name them there. */
  of?: string | undefined;
  head?: string | undefined;
  key?: readonly string[] | undefined;
  /** Lists with the same word share their ids. */
  ids?: string | undefined;
}

/** The fields of each kind of part; those of the whole are the ones of "Definition". */
export type Description = Readonly<Record<string, readonly FieldFacts[]>>;

/** How a block calls parts that are known by their number, or by something else than their first text. */
export type Called = Readonly<Record<string, (part: Loose, at: number) => string>>;

/** What a block states of its definition. */
export interface Described {
  description: Description;
  called: Called;
}

export const WHOLE = "Definition";

export const fieldsOf = (all: Description, of: string): readonly FieldFacts[] => all[of] ?? [];

export function factsOf(all: Description, of: string, name: string): FieldFacts {
  const found = fieldsOf(all, of).find((one) => one.name === name);
  if (!found) throw new RangeError(`${of} has no field "${name}"`);
  return found;
}

/** Any draft can be read: what is missing becomes what a new part has, what is unknown stays where it is. */
export function readPart(all: Description, of: string, raw: unknown): Loose {
  const it = loose(raw);
  const read = ({ name, kind, of: inner = "", default: otherwise }: FieldFacts): unknown => {
    const value = it[name];
    if (kind === "flag") return typeof value === "boolean" ? value : otherwise === true;
    if (kind === "number") return number(value, Number(otherwise ?? 0));
    if (kind === "words") return list(value ?? otherwise, word);
    if (kind === "parts") return list(value, (one) => readPart(all, inner, one));
    if (kind !== "part") return word(value ?? otherwise);
    return otherwise === null && (typeof value !== "object" || value === null) ? null : readPart(all, inner, value);
  };
  return { ...it, ...Object.fromEntries(fieldsOf(all, of).map((field) => [field.name, read(field)])) };
}

export const readWhole = <D extends Authored>(all: Description, raw: unknown): D =>
  ({ ...readPart(all, WHOLE, raw), unread: list(loose(raw).unread, word) }) as unknown as D;

export interface Part {
  of: string;
  it: Loose;
  path: string;
  /** Which of its fields name it in the path. */
  key: readonly string[];
  /** Its path begins with a word for its list, so that its own text needs no name there. */
  headed: boolean;
}

export const wholeOf = (definition: object): Part => ({
  of: WHOLE,
  it: definition as Loose,
  path: "",
  key: [],
  headed: false,
});

const joined = (...steps: string[]): string => steps.filter(Boolean).join("/");

/** The parts that stand in a field of a part; a single one that is not there counts as an empty one. */
export function partsIn(
  all: Description,
  owner: Part,
  { name, kind, of = "", head = "", key = [] }: FieldFacts,
): Part[] {
  const value = owner.it[name];
  const parts = kind === "parts" ? (value as Loose[]) : [(value as Loose | null) ?? readPart(all, of, {})];
  return parts.map((it) => ({
    of,
    it,
    key,
    headed: head !== "",
    path: joined(owner.path, head, ...key.map((one) => word(it[one]))),
  }));
}

/** Fields with parts in them; the variants stand beside the definition and not in it. */
export const holders = (all: Description, of: string): FieldFacts[] =>
  fieldsOf(all, of).filter((field) => field.of && field.of !== "Variant");

export const pathIn = (part: Part, { own, name }: FieldFacts): string =>
  (own && part.headed) || part.key.includes(name) ? part.path : joined(part.path, name);

/** The texts of a part that are translated, each with its field. */
export const textsOf = (all: Description, part: Part): FieldFacts[] =>
  fieldsOf(all, part.of).filter(({ text, only = {} }) => {
    return text && Object.entries(only).every(([name, words]) => words.includes(word(part.it[name])));
  });

export const shapeOf = ({ text }: FieldFacts): Shape =>
  text === "text" ? Shape.Text : text === "picture" ? Shape.Picture : Shape.Line;

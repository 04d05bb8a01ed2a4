/**
 * What an author does to the parts of a template.
 *
 * Parts are named by their place in the list and not by id, so that a draft in which two sections
 * carry the same id can still be mended.
 */
import { newId, removedAt, replacedAt, withPathsDropped, withPathsMoved } from "../api";
import type { Agreement, Clause, Field, Section } from "./model";

/** Where a list of fields stands: in a section, or beside the sections. */
export type Home = number | "review_fields" | "completion_fields";

const HEADS = { review_fields: "review_field", completion_fields: "completion_field" } as const;

export const headOf = (it: Agreement, home: Home): string =>
  typeof home === "number" ? (it.sections[home]?.id ?? "") : HEADS[home];

export const fieldsIn = (it: Agreement, home: Home): readonly Field[] =>
  (typeof home === "number" ? it.sections[home]?.fields : it[home]) ?? [];

/** Fields and promises of all sections share their ids: their values and votes are known by them. */
export const idsInside = (it: Agreement): string[] =>
  it.sections.flatMap((section) => [...section.fields, ...section.clauses].map((one) => one.id));

const idsBeside = (it: Agreement, home: Home): string[] =>
  typeof home === "number" ? idsInside(it) : it[home].map((one) => one.id);

export function withSection(it: Agreement, at: number, change: Partial<Section>): Agreement {
  const section = it.sections[at];
  return section ? { ...it, sections: replacedAt(it.sections, at, { ...section, ...change }) } : it;
}

export const withFields = (it: Agreement, home: Home, fields: Field[]): Agreement =>
  typeof home === "number" ? withSection(it, home, { fields }) : { ...it, [home]: fields };

export function withField(it: Agreement, home: Home, nth: number, change: Partial<Field>): Agreement {
  const fields = fieldsIn(it, home);
  const field = fields[nth];
  return field ? withFields(it, home, replacedAt(fields, nth, { ...field, ...change })) : it;
}

export function withClause(it: Agreement, at: number, nth: number, change: Partial<Clause>): Agreement {
  const clauses = it.sections[at]?.clauses ?? [];
  const clause = clauses[nth];
  return clause ? withSection(it, at, { clauses: replacedAt(clauses, nth, { ...clause, ...change }) }) : it;
}

export interface Added {
  agreement: Agreement;
  id: string;
}

export function addSection(it: Agreement): Added {
  const id = newId(it.sections.map((one) => one.id));
  const section: Section = { id, title: "", introduction: "", fields: [], clauses: [] };
  return { agreement: { ...it, sections: [...it.sections, section] }, id };
}

/** A new field belongs to whom the one before it belongs: fields of one kind stand together. */
export function addField(it: Agreement, home: Home): Added {
  const fields = fieldsIn(it, home);
  const id = newId(idsBeside(it, home));
  const field: Field = {
    id,
    label: "",
    help: "",
    kind: "line",
    decimals: 0,
    change: "material",
    owners: [...(fields[fields.length - 1]?.owners ?? [])],
    readers: [],
    required: false,
    suggestion: "",
    options: [],
    columns: [],
  };
  return { agreement: withFields(it, home, [...fields, field]), id };
}

export function addClause(it: Agreement, at: number): Added {
  const clauses = it.sections[at]?.clauses ?? [];
  const id = newId(idsInside(it));
  const clause: Clause = { id, party: clauses[clauses.length - 1]?.party ?? "", to: [], text: "" };
  return { agreement: withSection(it, at, { clauses: [...clauses, clause] }), id };
}

/** Translations go with what they translate, unless a namesake still needs them. */
const dropped = (left: Agreement, path: string, namesake: boolean): Agreement =>
  namesake ? left : { ...left, variants: withPathsDropped(left.variants, path) };

export function removeSection(it: Agreement, at: number): Agreement {
  const id = it.sections[at]?.id ?? "";
  const sections = removedAt(it.sections, at);
  return dropped(
    { ...it, sections },
    id,
    sections.some((one) => one.id === id),
  );
}

export function removeField(it: Agreement, home: Home, nth: number): Agreement {
  const id = fieldsIn(it, home)[nth]?.id ?? "";
  const fields = removedAt(fieldsIn(it, home), nth);
  return dropped(
    withFields(it, home, fields),
    `${headOf(it, home)}/${id}`,
    fields.some((one) => one.id === id),
  );
}

export function removeClause(it: Agreement, at: number, nth: number): Agreement {
  const section = it.sections[at];
  if (!section) return it;
  const id = section.clauses[nth]?.id ?? "";
  const clauses = removedAt(section.clauses, nth);
  const left = withSection(it, at, { clauses });
  return dropped(
    left,
    `${section.id}/${id}`,
    clauses.some((one) => one.id === id),
  );
}

/** The translations follow the new id. */
export function renameSection(it: Agreement, at: number, id: string): Agreement {
  const old = it.sections[at]?.id ?? "";
  return { ...withSection(it, at, { id }), variants: withPathsMoved(it.variants, old, id, false) };
}

/** The dates of the placement and the translations follow the new id. */
export function renameField(it: Agreement, home: Home, nth: number, id: string): Agreement {
  const old = fieldsIn(it, home)[nth]?.id ?? "";
  const head = headOf(it, home);
  const renamed = withField(it, home, nth, { id });
  const follow = (named: string) => (typeof home === "number" && named === old ? id : named);
  return {
    ...renamed,
    start_field: follow(it.start_field),
    end_field: follow(it.end_field),
    variants: withPathsMoved(it.variants, `${head}/${old}`, `${head}/${id}`, false),
  };
}

export const sectionIdTaken = (it: Agreement, at: number, id: string): boolean =>
  it.sections.some((one, nth) => nth !== at && one.id === id);

export function fieldIdTaken(it: Agreement, home: Home, nth: number, id: string): boolean {
  const own = fieldsIn(it, home)[nth]?.id;
  return id !== own && idsBeside(it, home).includes(id);
}

/**
 * The template of an agreement as an author wrote it: sections with fields and promises, and the rules around them.
 *
 * Any draft can be read: what is missing becomes empty, what is unknown stays where it is and
 * goes back with the next save. Whether the content is good is said by findings, never here.
 */
import { type Authored, list, loose, number, readVariant, word } from "../api";

export interface Labelled {
  id: string;
  label: string;
}
export interface Field extends Labelled {
  help: string;
  kind: string;
  /** Of a number; 0: whole. */
  decimals: number;
  change: string;
  owners: string[];
  readers: string[];
  required: boolean;
  suggestion: string;
  options: Labelled[];
  columns: Labelled[];
}
export interface Clause {
  id: string;
  party: string;
  to: string[];
  text: string;
}
export interface Section {
  id: string;
  title: string;
  introduction: string;
  fields: Field[];
  clauses: Clause[];
}
export interface Signer {
  role: string;
  when: string;
  order: number;
}
export interface Reason extends Labelled {
  purpose: string;
  means: string;
}
export interface ReviewStep extends Labelled {
  week: number;
  every: number;
}

/** Yes or no. */
const SWITCHES = {
  course_team_is_school: true,
  in_order: false,
  code_for_all: false,
  drawn_signature: false,
  one_side_may_end: false,
};
const NUMBERS = { sign_days: 14, leaving_days: 7, link_days: 31, objection_days: 7 };
const WORDS = {
  introduction: "",
  start_field: "start",
  end_field: "end",
  form_requirement: "",
  disclaimer: "",
  consent: "",
};
const RETENTION = { draft_months: 12, declined_months: 24, ended_years: 3, tombstone_years: 10, address_days: 90 };

export type Switch = keyof typeof SWITCHES;
export type Count = keyof typeof NUMBERS;
export type Word = keyof typeof WORDS;
export type Kept = keyof typeof RETENTION;

export interface Agreement extends Authored, Record<Switch, boolean>, Record<Count, number>, Record<Word, string> {
  schema: number;
  starters: string[];
  holidays: string[];
  sections: Section[];
  signers: Signer[];
  reasons: Reason[];
  review_plan: ReviewStep[];
  review_fields: Field[];
  completion_fields: Field[];
  retention: Record<Kept, number>;
  unread: string[];
}

const labelled = (raw: unknown): Labelled => ({
  ...loose(raw),
  id: word(loose(raw).id),
  label: word(loose(raw).label),
});

function field(raw: unknown): Field {
  const it = loose(raw);
  return {
    ...labelled(raw),
    help: word(it.help),
    kind: word(it.kind ?? "line"),
    decimals: number(it.decimals, 0),
    change: word(it.change ?? "material"),
    owners: list(it.owners, word),
    readers: list(it.readers, word),
    required: it.required === true,
    suggestion: word(it.suggestion),
    options: list(it.options, labelled),
    columns: list(it.columns, labelled),
  };
}

function clause(raw: unknown): Clause {
  const it = loose(raw);
  return { ...it, id: word(it.id), party: word(it.party), to: list(it.to, word), text: word(it.text) };
}

function section(raw: unknown): Section {
  const it = loose(raw);
  return {
    ...it,
    id: word(it.id),
    title: word(it.title),
    introduction: word(it.introduction),
    fields: list(it.fields, field),
    clauses: list(it.clauses, clause),
  };
}

function signer(raw: unknown): Signer {
  const it = loose(raw);
  return { ...it, role: word(it.role), when: word(it.when ?? "always"), order: number(it.order, 1) };
}

function reason(raw: unknown): Reason {
  const it = loose(raw);
  return { ...labelled(raw), purpose: word(it.purpose ?? "decline"), means: word(it.means) };
}

const step = (raw: unknown): ReviewStep => ({
  ...labelled(raw),
  week: number(loose(raw).week, 0),
  every: number(loose(raw).every, 0),
});

/** Each name of `otherwise` with what is there, or else what stands in the table. */
function each<Name extends string, T>(
  raw: unknown,
  otherwise: Readonly<Record<Name, T>>,
  read: (value: unknown, otherwise: T) => T,
): Record<Name, T> {
  const it = loose(raw);
  const names = Object.keys(otherwise) as Name[];
  return Object.fromEntries(names.map((name) => [name, read(it[name], otherwise[name])])) as Record<Name, T>;
}

export function readAgreement(raw: unknown): Agreement {
  const it = loose(raw);
  return {
    ...it,
    ...each<Switch, boolean>(it, SWITCHES, (value, otherwise) => (typeof value === "boolean" ? value : otherwise)),
    ...each<Count, number>(it, NUMBERS, number),
    ...each<Word, string>(it, WORDS, (value, otherwise) => word(value ?? otherwise)),
    schema: number(it.schema, 1),
    language: word(it.language ?? "en"),
    starters: list(it.starters ?? ["school"], word),
    holidays: list(it.holidays, word),
    sections: list(it.sections, section),
    signers: list(it.signers, signer),
    reasons: list(it.reasons, reason),
    review_plan: list(it.review_plan, step),
    review_fields: list(it.review_fields, field),
    completion_fields: list(it.completion_fields, field),
    retention: { ...loose(it.retention), ...each<Kept, number>(it.retention, RETENTION, number) },
    variants: list(it.variants, readVariant),
    unread: list(it.unread, word),
  };
}

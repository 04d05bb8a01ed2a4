import type { Authored } from "../content/variants";
import type { Opening } from "../shell/opening";

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

export type Switch = "course_team_is_school" | "in_order" | "code_for_all" | "drawn_signature" | "one_side_may_end";
export type Count = "sign_days" | "leaving_days" | "link_days" | "objection_days";
export type Word = "introduction" | "start_field" | "end_field" | "form_requirement" | "disclaimer" | "consent";
export type Kept = "draft_months" | "declined_months" | "ended_years" | "tombstone_years" | "address_days";

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

export const definition: Agreement;
export const preset: Opening["presets"][number];
export const opening: Opening;

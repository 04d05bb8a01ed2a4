/** Where a path of a template is edited, and how it is called in the author's words. */
import { nameOf, type Opening, type Place, Tab, t, variantTitle, type Work } from "../api";
import { BEGINNING, itemOf, titleOf } from "./items";
import type { Agreement, Field, Labelled } from "./model";
import { roleName } from "./words";

export const SECTIONS = "sections";
export const SIGNING = "signing";
export const FOLLOW_UP = "follow_up";
export const RULES = "rules";
export const SETTINGS = "settings";

/** The first step of a path → the tab where it is edited; everything else is a setting. */
const TABS: Readonly<Record<string, string>> = {
  signer: SIGNING,
  in_order: SIGNING,
  sign_days: SIGNING,
  leaving_days: SIGNING,
  link_days: SIGNING,
  code_for_all: SIGNING,
  drawn_signature: SIGNING,
  review: FOLLOW_UP,
  review_field: FOLLOW_UP,
  completion_field: FOLLOW_UP,
  reason: FOLLOW_UP,
  holidays: FOLLOW_UP,
  starters: RULES,
  course_team_is_school: RULES,
  one_side_may_end: RULES,
  objection_days: RULES,
  start_field: RULES,
  end_field: RULES,
  form_requirement: RULES,
  disclaimer: RULES,
  consent: RULES,
  retention: RULES,
};

export function placeOf(it: Agreement, path: string): Place | null {
  const [head = "", lang = "", workplace = ""] = path.split("/");
  if (!head) return null;
  if (head === "variant") return { tab: Tab.Languages, item: `${lang}/${workplace}`, field: path };
  const at = it.sections.findIndex((one) => one.id === head);
  if (at >= 0) return { tab: SECTIONS, item: itemOf(it, at), field: path };
  if (head === "introduction") return { tab: SECTIONS, item: BEGINNING, field: path };
  return { tab: TABS[head] ?? SETTINGS, field: path };
}

/** The server names what it cannot take by place in the lists: "sections/0/fields/1/kind". */
export function pathOf(it: Agreement, field: string): string {
  const [list = "", at = "", ...rest] = field.split("/");
  const nth = Number(at);
  if (list === "sections") {
    const section = it.sections[nth];
    if (!section) return field;
    const [inner = "", place = "", ...more] = rest;
    if (inner === "clauses") return [section.id, section.clauses[Number(place)]?.id ?? place, ...more].join("/");
    if (inner === "fields") return insideField(section.id, section.fields[Number(place)], more);
    return [section.id, ...rest].join("/");
  }
  if (list === "review_fields") return insideField("review_field", it.review_fields[nth], rest);
  if (list === "completion_fields") return insideField("completion_field", it.completion_fields[nth], rest);
  if (list === "signers") return ["signer", it.signers[nth]?.role ?? at, ...rest].join("/");
  const part = list === "reasons" ? it.reasons[nth] : list === "review_plan" ? it.review_plan[nth] : undefined;
  if (!part) return field;
  const own = rest.filter((step) => step !== "label");
  return [list === "reasons" ? "reason" : "review", part.id, ...own].join("/");
}

function insideField(head: string, field: Field | undefined, rest: readonly string[]): string {
  const [inner = "", place = ""] = rest;
  const path = `${head}/${field?.id ?? ""}`;
  if (inner === "options") return `${path}/option/${field?.options[Number(place)]?.id ?? place}`;
  if (inner === "columns") return `${path}/column/${field?.columns[Number(place)]?.id ?? place}`;
  return [path, ...rest.slice(0, 1)].join("/");
}

function partName(name: string): string {
  const names: Record<string, string> = {
    title: t("Title"),
    introduction: t("Words before it"),
    fields: t("Order of the fields"),
    clauses: t("Order of the promises"),
    label: t("What is filled in"),
    help: t("Help"),
    kind: t("Kind of field"),
    change: t("What a change means"),
    owners: t("Filled in by"),
    readers: t("Seen by"),
    decimals: t("Digits after the decimal point"),
    required: t("Required"),
    suggestion: t("Suggestion"),
    option: t("Options"),
    column: t("Columns"),
    party: t("Who promises"),
    to: t("To whom"),
    text: t("Promise"),
    when: t("When"),
    order: t("Place in the order"),
    purpose: t("For what"),
    means: t("What kind of end it is"),
    week: t("In week"),
    every: t("Then every so many weeks"),
    draft_months: t("Drafts, in months"),
    declined_months: t("Expired ones, in months"),
    ended_years: t("Ended ones, in years"),
    tombstone_years: t("Hashes, dates and counts, in years"),
    address_days: t("Network addresses, in days"),
  };
  return names[name] ?? name;
}

export function topName(name: string, opening: Opening): string {
  const names: Record<string, string> = {
    introduction: t("What this paper is"),
    sections: t("Order of the sections"),
    language: t("Language of the source"),
    starters: t("Who may begin an agreement"),
    course_team_is_school: t("The course team acts for the school"),
    in_order: t("Sign one after another"),
    sign_days: t("Days without anybody acting until it expires"),
    leaving_days: t("Days until the school may attest that somebody leaves without signing"),
    link_days: t("Days that a guest's link works"),
    code_for_all: t("A code by mail also for people with an account"),
    drawn_signature: t("Offer to draw the signature"),
    one_side_may_end: t("One side may end it"),
    objection_days: t("Days to object to a notice"),
    start_field: t("Field with the first day"),
    end_field: t("Field with the last day"),
    form_requirement: t("Another form that the law asks for"),
    disclaimer: t("What this text is not"),
    consent: t("Sentence that a signature agrees to"),
    holidays: t("Days on which no review falls"),
    retention: t("How long it is kept"),
    signer: t("Who signs"),
    reason: t("Reasons"),
    review: t("Reviews"),
    review_field: t("What is asked in a review"),
    completion_field: t("What is asked at the end"),
    unread: t("What an older version did not understand"),
  };
  return names[name] ?? opening.setting_specs.find((spec) => spec.name === name)?.label ?? name;
}

const ARROW = " › ";
const named = (part: Labelled | undefined, id: string): string => part?.label.trim() || id;

export function describe({ definition: it, settings }: Work<Agreement>, path: string, opening: Opening): string {
  const [head = "", second = "", ...rest] = path.split("/");
  if (head === "variant") {
    const [workplace = "", ...inner] = rest;
    const title = variantTitle(nameOf(`${second}/${workplace}`), it, opening);
    const below = inner.length ? describe({ definition: it, settings }, inner.join("/"), opening) : "";
    return [title, below].filter(Boolean).join(ARROW);
  }
  const section = it.sections.find((one) => one.id === head);
  const fields = section?.fields ?? { review_field: it.review_fields, completion_field: it.completion_fields }[head];
  const steps = [section ? titleOf(section) : topName(head, opening)];
  const field = fields?.find((one) => one.id === second);
  const clause = section?.clauses.findIndex((one) => one.id === second) ?? -1;
  if (field) steps.push(named(field, second), ...insideNames(field, rest));
  else if (clause >= 0) steps.push(t("Promise {n}", { n: clause + 1 }), ...rest.map(partName));
  else if (head === "signer") steps.push(roleName(second, opening), ...rest.map(partName));
  else if (head === "reason" || head === "review") {
    const parts: Labelled[] = head === "reason" ? it.reasons : it.review_plan;
    const part = parts.find((one) => one.id === second);
    steps.push(named(part, second), ...rest.map(partName));
  } else steps.push(...[second, ...rest].map(partName));
  return steps.filter(Boolean).join(ARROW);
}

function insideNames(field: Field, [name = "", id = "", ...more]: readonly string[]): string[] {
  if (!name) return [];
  const parts = { option: field.options, column: field.columns }[name];
  return [
    partName(name),
    parts
      ? named(
          parts.find((one) => one.id === id),
          id,
        )
      : id,
    ...more,
  ];
}

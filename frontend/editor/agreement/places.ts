/** Where a path of a template is edited. */
import { type Place, Tab } from "../api";
import { BEGINNING, itemOf } from "./items";
import type { Agreement } from "./model";

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

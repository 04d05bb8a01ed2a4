/** Where a path of a scenario is edited. */
import { type Place, Tab, t } from "../api";
import { INTRODUCTION, itemOf, QUESTIONS } from "./items";
import type { Scenario } from "./model";
import { spots } from "./tree";

export const SCENES = "scenes";
export const SETTINGS = "settings";

export function placeOf(it: Scenario, path: string): Place | null {
  const [head = ""] = path.split("/");
  if (head === "variant") {
    const [, lang = "", workplace = ""] = path.split("/");
    return { tab: Tab.Languages, item: `${lang}/${workplace}`, field: path };
  }
  const spot = spots(it).get(head);
  if (spot) return { tab: SCENES, item: itemOf(it, spot), field: path };
  if (head === "start") return { tab: SCENES, field: path };
  if (head === "introduction") return { tab: SCENES, item: INTRODUCTION, field: path };
  if (head === "question") return { tab: SCENES, item: QUESTIONS, field: path };
  return head ? { tab: SETTINGS, field: path } : null;
}

export const titleOf = (part: { id: string; title: string }): string =>
  part.title.trim() || t("Untitled ({id})", { id: part.id });

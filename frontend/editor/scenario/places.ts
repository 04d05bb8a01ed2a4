/** Where a path of a scenario is edited, and how it is called in the author's words. */
import { nameOf, type Opening, type Place, Tab, t, variantTitle, type Work } from "../api";
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

/** The server names what it cannot take by place in the lists: "scenes/0/choices/1/label". */
export function pathOf(it: Scenario, field: string): string {
  const [list = "", at = "", ...rest] = field.split("/");
  if (list === "scenes" || list === "endings") {
    const part = it[list][Number(at)];
    const choice =
      list === "scenes" && rest[0] === "choices" ? it.scenes[Number(at)]?.choices[Number(rest[1])] : undefined;
    if (!part) return field;
    return [part.id, ...(choice ? [choice.id, ...rest.slice(2, 3)] : rest)].join("/");
  }
  const own = { questions: "question", competences: "competence", workplaces: "workplace" }[list];
  const owner = own && it[list as "questions" | "competences" | "workplaces"][Number(at)];
  const weight = rest[0] === "weight" ? ["weight"] : [];
  return owner ? [own, owner.id, ...weight].join("/") : field;
}

export const titleOf = (part: { id: string; title: string }): string =>
  part.title.trim() || t("Untitled ({id})", { id: part.id });

function fieldName(name: string): string {
  const names: Record<string, string> = {
    title: t("Title"),
    body: t("Text"),
    picture: t("Picture"),
    src: t("File"),
    alt: t("Description of the picture"),
    required: t("Counts even when it was skipped"),
    choices: t("Order of the choices"),
    level: t("How well it turned out"),
    label: t("What the mentor does"),
    to: t("Leads to"),
    consequence: t("Consequence"),
    coach_note: t("Coach note"),
    evidence: t("Evidence"),
    fixed: t("Stays in its place"),
    weight: t("Weight"),
    name: t("Name"),
    was: t("Earlier ids"),
  };
  return names[name] ?? name;
}

function topName(name: string, opening: Opening): string {
  if (name === "start") return t("Start of the scenario");
  if (name === "introduction") return t("Introduction");
  if (name === "language") return t("Language of the source");
  if (name === "unread") return t("What an older version did not understand");
  return opening.setting_specs.find((spec) => spec.name === name)?.label ?? name;
}

const ARROW = " › ";

export function describe({ definition: it }: Work<Scenario>, path: string, opening: Opening): string {
  const [head = "", second = "", third = "", ...rest] = path.split("/");
  if (head === "variant") {
    const title = variantTitle(nameOf(`${second}/${third}`), it, opening);
    return rest.length
      ? `${title}${ARROW}${describe({ definition: it, settings: {} }, rest.join("/"), opening)}`
      : title;
  }
  if (second && (head === "question" || head === "competence" || head === "workplace")) {
    const lists = { question: it.questions, competence: it.competences, workplace: it.workplaces };
    const kinds = { question: t("Question"), competence: t("Competence"), workplace: t("Workplace") };
    const at = lists[head].findIndex((one) => one.id === second);
    const named = `${kinds[head]} ${head === "question" ? (at < 0 ? second : at + 1) : second}`;
    return third ? `${named}${ARROW}${fieldName(third)}` : named;
  }
  const spot = spots(it).get(head);
  const part = spot && it[spot.group][spot.at];
  if (!part) return [topName(head, opening), second, third, ...rest].filter(Boolean).join(ARROW);
  const steps = [titleOf(part)];
  const nth = "choices" in part ? part.choices.findIndex((choice) => choice.id === second) : -1;
  if (nth >= 0) steps.push(t("Choice {n}", { n: nth + 1 }), ...[third, ...rest].filter(Boolean).map(fieldName));
  else steps.push(...[second, third, ...rest].filter(Boolean).map(fieldName));
  return steps.join(ARROW);
}

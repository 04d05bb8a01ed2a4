/** A scenario laid out place by place, to tell what differs between two of them. */
import { keyOf, type Leaf, type Leaves, t, type Work } from "../api";
import type { Evidence, Scenario } from "./model";

const yesNo = (value: boolean): string => (value ? t("yes") : t("no"));

export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace("-", "−"));

const evidence = (all: readonly Evidence[]): string =>
  all.map((one) => `${one.competence} ${signed(one.points)}`).join(", ");

export function leavesOf({ definition: it, settings }: Work<Scenario>): Leaves {
  const leaves = new Map<string, Leaf>();
  // A part stands for itself by an empty text: on one side only, it is one difference.
  const part = (path: string) => leaves.set(path, "");
  const put = (path: string, text: string) => leaves.set(path, text);

  for (const [name, value] of Object.entries(settings))
    put(name, typeof value === "boolean" ? yesNo(value) : String(value ?? ""));
  put("language", it.language);
  put("start", it.start);
  put("introduction", it.introduction);
  for (const one of [...it.scenes, ...it.endings]) {
    part(one.id);
    put(`${one.id}/title`, one.title);
    put(`${one.id}/body`, one.body);
    put(`${one.id}/picture/src`, one.picture?.src ?? "");
    put(`${one.id}/picture/alt`, one.picture?.alt ?? "");
    put(`${one.id}/was`, one.was.join(", "));
    if (!("choices" in one)) {
      put(`${one.id}/level`, String(one.level));
      continue;
    }
    put(`${one.id}/required`, yesNo(one.required));
    leaves.set(
      `${one.id}/choices`,
      one.choices.map((choice) => choice.id),
    );
    for (const choice of one.choices) {
      const path = `${one.id}/${choice.id}`;
      part(path);
      put(`${path}/label`, choice.label);
      put(`${path}/to`, choice.to);
      put(`${path}/consequence`, choice.consequence);
      put(`${path}/coach_note`, choice.coach_note);
      put(`${path}/evidence`, evidence(choice.evidence));
      put(`${path}/fixed`, yesNo(choice.fixed));
    }
  }
  for (const one of it.questions) put(`question/${one.id}`, one.text);
  for (const one of it.workplaces) put(`workplace/${one.id}`, one.name);
  for (const one of it.competences) {
    part(`competence/${one.id}`);
    put(`competence/${one.id}/name`, one.name);
    put(`competence/${one.id}/weight`, String(one.weight));
  }
  for (const variant of it.variants) {
    part(`variant/${keyOf(variant)}`);
    for (const text of variant.texts) put(`variant/${keyOf(variant)}/${text.for}`, text.text);
  }
  put("unread", it.unread.join("\n"));
  return leaves;
}

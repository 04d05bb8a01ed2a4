/** Everything of a scenario that a player reads, in the order in which it is written. */
import { Shape, type Source } from "../api";
import type { Scenario } from "./model";

/** Empty texts are left out: there is nothing to translate. */
export function sourcesOf(it: Scenario, displayName: string): Source[] {
  const all: Source[] = [];
  const add = (path: string, text: string, shape: Shape) => {
    if (text.trim()) all.push({ path, text, shape });
  };
  add("display_name", displayName, Shape.Line);
  add("introduction", it.introduction, Shape.Text);
  for (const part of [...it.scenes, ...it.endings]) {
    add(`${part.id}/title`, part.title, Shape.Line);
    add(`${part.id}/body`, part.body, Shape.Text);
    add(`${part.id}/picture/src`, part.picture?.src ?? "", Shape.Picture);
    add(`${part.id}/picture/alt`, part.picture?.alt ?? "", Shape.Line);
    for (const choice of "choices" in part ? part.choices : []) {
      const path = `${part.id}/${choice.id}`;
      add(`${path}/label`, choice.label, Shape.Line);
      add(`${path}/consequence`, choice.consequence, Shape.Text);
      add(`${path}/coach_note`, choice.coach_note, Shape.Text);
    }
  }
  for (const one of it.questions) add(`question/${one.id}`, one.text, Shape.Line);
  for (const one of it.competences) add(`competence/${one.id}`, one.name, Shape.Line);
  for (const one of it.workplaces) add(`workplace/${one.id}`, one.name, Shape.Line);
  return all;
}

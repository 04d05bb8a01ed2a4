/** Everything of a template that people read, in the order in which it is written. */
import { Shape, type Source } from "../api";
import type { Agreement, Field } from "./model";

/** Of other kinds a suggestion is a value, and no words. */
const WORDED = ["line", "text", "rows"];

/** Empty texts are left out: there is nothing to translate. */
export function sourcesOf(it: Agreement, displayName: string): Source[] {
  const all: Source[] = [];
  const add = (path: string, text: string, shape: Shape = Shape.Line) => {
    if (text.trim()) all.push({ path, text, shape });
  };
  const addFields = (head: string, fields: readonly Field[]) => {
    for (const field of fields) {
      const path = `${head}/${field.id}`;
      add(`${path}/label`, field.label);
      add(`${path}/help`, field.help);
      if (WORDED.includes(field.kind)) add(`${path}/suggestion`, field.suggestion, Shape.Text);
      for (const one of field.options) add(`${path}/option/${one.id}`, one.label);
      for (const one of field.columns) add(`${path}/column/${one.id}`, one.label);
    }
  };
  add("display_name", displayName);
  for (const name of ["introduction", "form_requirement", "disclaimer", "consent"] as const)
    add(name, it[name], Shape.Text);
  for (const section of it.sections) {
    add(`${section.id}/title`, section.title);
    add(`${section.id}/introduction`, section.introduction, Shape.Text);
    addFields(section.id, section.fields);
    for (const clause of section.clauses) add(`${section.id}/${clause.id}/text`, clause.text, Shape.Text);
  }
  for (const one of it.reasons) add(`reason/${one.id}`, one.label);
  for (const one of it.review_plan) add(`review/${one.id}`, one.label);
  addFields("review_field", it.review_fields);
  addFields("completion_field", it.completion_fields);
  return all;
}

/** A template laid out place by place, to tell what differs between two of them. */
import { keyOf, type Leaf, type Leaves, t, type Work } from "../api";
import type { Agreement, Field, Labelled } from "./model";

const shown = (value: unknown): string => {
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
};

const OWN = ["sections", "signers", "reasons", "review_plan", "review_fields", "completion_fields", "retention"];
const NOT_COMPARED = [...OWN, "variants", "schema"];

export function leavesOf({ definition: it, settings }: Work<Agreement>): Leaves {
  const leaves = new Map<string, Leaf>();
  /** Everything of a part that is a plain value; the part stands for itself by an empty text. */
  const put = (path: string, part: object, without: readonly string[] = ["id"]) => {
    leaves.set(path, "");
    for (const [name, value] of Object.entries(part))
      if (!without.includes(name)) leaves.set(`${path}/${name}`, shown(value));
  };
  const order = (path: string, parts: readonly { id: string }[]) =>
    leaves.set(
      path,
      parts.map((one) => one.id),
    );
  const labels = (path: string, parts: readonly Labelled[]) => {
    order(path, parts);
    for (const one of parts) leaves.set(`${path}/${one.id}`, one.label);
  };
  const putFields = (head: string, fields: readonly Field[]) => {
    for (const field of fields) {
      put(`${head}/${field.id}`, field, ["id", "options", "columns"]);
      labels(`${head}/${field.id}/option`, field.options);
      labels(`${head}/${field.id}/column`, field.columns);
    }
  };

  for (const [name, value] of Object.entries({ ...settings, ...it }))
    if (!NOT_COMPARED.includes(name)) leaves.set(name, shown(value));
  order("sections", it.sections);
  for (const section of it.sections) {
    put(section.id, section, ["id", "fields", "clauses"]);
    order(`${section.id}/fields`, section.fields);
    order(`${section.id}/clauses`, section.clauses);
    putFields(section.id, section.fields);
    for (const clause of section.clauses) put(`${section.id}/${clause.id}`, clause);
  }
  for (const one of it.signers) put(`signer/${one.role}`, one, ["role"]);
  for (const one of it.reasons) put(`reason/${one.id}`, one);
  for (const one of it.review_plan) put(`review/${one.id}`, one);
  putFields("review_field", it.review_fields);
  putFields("completion_field", it.completion_fields);
  for (const [name, value] of Object.entries(it.retention)) leaves.set(`retention/${name}`, shown(value));
  for (const variant of it.variants) {
    leaves.set(`variant/${keyOf(variant)}`, "");
    for (const text of variant.texts) leaves.set(`variant/${keyOf(variant)}/${text.for}`, text.text);
  }
  return leaves;
}

/** A definition laid out place by place, to tell what differs between two of them. */
import type { Leaf, Leaves } from "../content/diff";
import { word } from "../content/loose";
import { type Authored, keyOf } from "../content/variants";
import type { Work } from "../shell/state";
import { t, titled } from "../shell/words";
import { type Description, type FieldFacts, fieldsOf, type Part, partsIn, pathIn, wholeOf } from "./description";

/** A number that may be below zero says so with its sign. */
export function said(value: unknown, field?: FieldFacts): string {
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (Array.isArray(value)) return value.map((one) => said(one, field)).join(", ");
  if (typeof value === "number" && (field?.low ?? 0) < 0) return `${value > 0 ? "+" : ""}${value}`.replace("-", "−");
  const choice = field?.choices?.find(([one]) => one === value);
  return choice?.[0] ? titled(choice[1] ?? "") : String(value ?? "");
}

export function leavesOf(all: Description, { definition, settings }: Work<Authored>): Leaves {
  const leaves = new Map<string, Leaf>(Object.entries(settings).map(([name, value]) => [name, said(value)]));
  lay(all, wholeOf(definition), leaves);
  leaves.delete("schema");
  for (const variant of definition.variants) {
    const path = `variant/${keyOf(variant)}`;
    leaves.set(path, "");
    for (const text of variant.texts) leaves.set(`${path}/${text.for}`, text.text);
  }
  leaves.set("unread", said((definition as { unread?: string[] }).unread));
  return leaves;
}

/** A part stands for itself, by its own text or an empty one: on one side only, it is one difference. */
function lay(all: Description, part: Part, leaves: Map<string, Leaf>): void {
  for (const field of fieldsOf(all, part.of)) {
    const path = pathIn(part, field);
    if (part.key.includes(field.name) || field.of === "Variant") continue;
    if (!field.of) {
      leaves.set(path, said(part.it[field.name], field));
      continue;
    }
    const parts = partsIn(all, part, field);
    const keys = field.key ?? [];
    if (field.kind === "parts" && keys.length === 0) {
      // Parts without a name of their own are told together.
      leaves.set(
        path,
        parts
          .map((one) =>
            fieldsOf(all, one.of)
              .map((inner) => said(one.it[inner.name], inner))
              .join(" "),
          )
          .join(", "),
      );
      continue;
    }
    if (field.kind === "parts")
      leaves.set(
        path,
        parts.map(({ it }) => keys.map((name) => word(it[name])).join(" ")),
      );
    for (const one of parts) {
      if (keys.length) leaves.set(one.path, "");
      lay(all, one, leaves);
    }
  }
}

/** What a path is called in the author's words: "The talk › Choice 2 › Consequence". */
import { word } from "../content/loose";
import { type Authored, nameOf } from "../content/variants";
import type { Opening } from "../shell/opening";
import type { Work } from "../shell/state";
import { t, titled } from "../shell/words";
import { variantTitle } from "../widgets/titles";
import {
  type Described,
  type Description,
  type FieldFacts,
  fieldsOf,
  holders,
  type Part,
  partsIn,
  wholeOf,
} from "./description";
import { said } from "./leaves";

const ARROW = " › ";

export function describe(by: Described, work: Work<Authored>, path: string, opening: Opening): string {
  const { definition } = work;
  const [head = "", lang = "", workplace = "", ...rest] = path.split("/");
  if (head === "variant") {
    const title = variantTitle(nameOf(`${lang}/${workplace}`), definition, opening);
    return rest.length ? [title, describe(by, work, rest.join("/"), opening)].join(ARROW) : title;
  }
  const setting = opening.setting_specs.find((spec) => spec.name === path)?.label;
  return setting ?? steps(by, wholeOf(definition), path).filter(Boolean).join(ARROW);
}

const isIn = (path: string, owner: string): boolean => path === owner || path.startsWith(`${owner}/`);

function steps(by: Described, owner: Part, path: string): string[] {
  const all = by.description;
  const below = path.slice(owner.path ? owner.path.length + 1 : 0);
  if (!below || path === owner.path) return [];
  for (const field of holders(all, owner.of)) {
    const parts = partsIn(all, owner, field);
    const at = parts.findIndex((one) => one.path !== owner.path && isIn(path, one.path));
    const part = parts[at];
    if (part) return [...named(by, field, part, at), ...steps(by, part, path)];
  }
  const [first = "", ...more] = below.split("/");
  if (first === "unread") return [t("What an older version did not understand")];
  const field = fieldsOf(all, owner.of).find((one) => one.name === first || (one.of && one.head && one.head === first));
  // A part that is not there is known by its id, and its fields by their titles all the same.
  const inside = fieldsOf(all, field?.of ?? "");
  const names = more.map((name) => titled(inside.find((one) => one.name === name)?.title ?? name));
  return [field ? titled(field.title) : first, ...names];
}

/** A part by the block's word for it; else by its list and its first text, or what its key says, or its id. */
function named({ description, called }: Described, field: FieldFacts, part: Part, at: number): string[] {
  const own = called[part.of]?.(part.it, at);
  if (own !== undefined) return [own];
  const list = field.head ? [titled(field.title)] : [];
  if (!field.key?.length) return list;
  return [...list, titleOf(description, part)];
}

/** By its first text; where it has none yet, by its id or what else its key says. */
export function titleOf(all: Description, part: Part): string {
  const fields = fieldsOf(all, part.of);
  const text = word(part.it[fields.find((one) => one.text)?.name ?? ""]).trim();
  const key = fields.find((one) => one.name === part.key[0]);
  const id = said(key && part.it[key.name], key);
  return text || (key?.name === "id" ? t("Untitled ({id})", { id }) : id);
}

/** Everything of a definition that people read, in the order in which the server lists it too. */
import { word } from "../content/loose";
import { type Authored, Shape, type Source } from "../content/variants";
import type { Work } from "../shell/state";
import { type Description, holders, type Part, partsIn, pathIn, shapeOf, textsOf, wholeOf } from "./description";

/** Empty texts are left out: there is nothing to translate. */
export function sourcesOf(all: Description, { definition, settings }: Work<Authored>): Source[] {
  const name = { path: "display_name", text: word(settings.display_name), shape: Shape.Line };
  return [name, ...inside(all, wholeOf(definition))].filter((one) => one.text.trim());
}

function inside(all: Description, part: Part): Source[] {
  const own = textsOf(all, part).map((field) => ({
    path: pathIn(part, field),
    text: word(part.it[field.name]),
    shape: shapeOf(field),
  }));
  const below = holders(all, part.of).flatMap((field) => partsIn(all, part, field));
  return [...own, ...below.flatMap((one) => inside(all, one))];
}

/** The id of a part, and its other name: translations, and whatever names the part, follow to the new one. */
import { pathIn, t, word } from "../api";
import { idTaken, partAt, type Spot, withId } from "./edit";
import { itemOf } from "./items";
import { useForms } from "./look";
import { RenameId } from "./RenameId";

export function PartId({ spot }: { spot: Spot }) {
  const { state, kind, edit, go, say } = useForms();
  const { definition } = state.work;
  const all = kind.description;
  const part = partAt(all, definition, spot);
  if (!part) return null;
  const id = word(part.it.id);
  const rename = (to: string) => {
    const renamed = withId(all, definition, spot, to);
    const after = partAt(all, renamed, spot);
    const [step] = spot;
    edit(() => renamed);
    // A part of the outline is a page of its own; one inside it is a card there.
    const first = all[part.of]?.find((field) => field.text);
    if (spot.length === 1 && step && kind.outlined(step[0]))
      go({ tab: state.tab, item: itemOf(renamed, step), field: "form" });
    else if (after && first) go({ tab: state.tab, field: pathIn(after, first) });
    say(t("The id is {id} now", { id: to }));
  };
  const was = Array.isArray(part.it.was) ? part.it.was.map(word) : [];
  return (
    <RenameId
      key={id}
      id={id}
      note={was.length ? t("(was {ids})", { ids: was.join(", ") }) : ""}
      refused={(to) => (idTaken(all, definition, spot, to) ? t("This id belongs to another part.") : "")}
      help={(to) => kind.looks[part.of]?.renamed?.(to) ?? ""}
      onRename={rename}
    />
  );
}

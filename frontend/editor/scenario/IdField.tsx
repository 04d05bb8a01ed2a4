/** The id of a scene or an ending; an old one is remembered. */
import { RenameId, t, useDesk } from "../api";
import { idTaken, renameId } from "./edit";
import { itemOf, type Spot } from "./items";
import type { Scenario } from "./model";
import { SCENES } from "./places";

export function IdField({ spot }: { spot: Spot }) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const part = definition[spot.group][spot.at];
  if (!part) return null;
  const rename = (id: string) => {
    const renamed = renameId(definition, spot.group, spot.at, id);
    edit(() => renamed);
    go({ tab: SCENES, item: itemOf(renamed, spot), field: "form" });
    say(t("The id is {id} now", { id }));
  };
  const was = part.was.length ? t("(was {ids})", { ids: part.was.join(", ") }) : "";
  return (
    <RenameId
      id={part.id}
      note={was ? <span class="wme-muted">{was}</span> : null}
      refused={(id) =>
        idTaken(definition, spot.group, spot.at, id) ? t("This id belongs to another scene or ending.") : ""
      }
      help={(id) => t("Becomes: {id}. The old id is remembered, so that nobody loses their place.", { id })}
      onRename={rename}
    />
  );
}

/** The id of a scene: it stays, unless the author renames it knowingly; the old one is then remembered. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { tidyId } from "../content/ids";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { idTaken, renameId } from "./edit";
import { itemOf, type Spot } from "./items";
import type { Scenario } from "./model";
import { SCENES } from "./places";

export function IdField({ spot }: { spot: Spot }) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const part = definition[spot.group][spot.at];
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const help = useId();
  const open = typed !== null;
  useEffect(() => {
    if (!open) return;
    input.current?.focus();
    input.current?.select();
  }, [open]);
  if (!part) return null;

  if (typed === null)
    return (
      <p class="wme-id">
        {t("Id: {id}", { id: part.id || "–" })}{" "}
        {part.was.length ? <span class="wme-muted">{t("(was {ids})", { ids: part.was.join(", ") })}</span> : null}{" "}
        <button type="button" class="wme-link" onClick={() => setTyped(part.id)}>
          {t("Rename the id")}
        </button>
      </p>
    );
  const id = tidyId(typed);
  const taken = idTaken(definition, spot.group, spot.at, id);
  const rename = () => {
    if (!id || taken) return;
    const renamed = renameId(definition, spot.group, spot.at, id);
    edit(() => renamed);
    go({ tab: SCENES, item: itemOf(renamed, spot), field: "form" });
    say(t("The id is {id} now", { id }));
  };
  return (
    <fieldset class="wme-row wme-new" aria-label={t("Rename the id")}>
      <input
        ref={input}
        type="text"
        class="wme-input"
        aria-label={t("New id")}
        aria-describedby={help}
        aria-invalid={taken || undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            rename();
          }
        }}
      />
      <button type="button" class="wme-button" aria-disabled={!id || taken || undefined} onClick={rename}>
        {t("Rename")}
      </button>
      <button type="button" class="wme-button" onClick={() => setTyped(null)}>
        {t("Cancel")}
      </button>
      <p class="wme-help" id={help}>
        {taken
          ? t("This id belongs to another scene or ending.")
          : t("Becomes: {id}. The old id is remembered, so that nobody loses their place.", { id: id || "–" })}
      </p>
    </fieldset>
  );
}

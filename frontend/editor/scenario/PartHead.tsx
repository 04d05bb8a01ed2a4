/** The head of a scene's or an ending's form: what it is, its id, and what can be done with it as a whole. */
import { Confirm, FindingLine, findingsAt, Tab, t, useDesk } from "../api";
import { duplicate, incoming, remove, translationsOf } from "./edit";
import { IdField } from "./IdField";
import { INTRODUCTION, itemOf, type Spot } from "./items";
import type { Scenario } from "./model";
import { SCENES, titleOf } from "./places";

export function PartHead({ spot }: { spot: Spot }) {
  const { state, go, choose, edit, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const part = definition[spot.group][spot.at];
  if (!part) return null;
  const title = titleOf(part);

  const copy = () => {
    const copied = duplicate(definition, spot.group, spot.at, t("{title} (copy)", { title }));
    edit(() => copied.scenario);
    const item = itemOf(copied.scenario, { group: spot.group, at: copied.at });
    go({ tab: SCENES, item, field: `${copied.id}/title` });
    say(t("{title} is copied. Nothing leads to the copy yet.", { title }));
  };
  const drop = () => {
    const above = spot.at > 0 ? itemOf(definition, { group: spot.group, at: spot.at - 1 }) : INTRODUCTION;
    edit((it) => remove(it, spot.group, spot.at));
    go({ tab: SCENES, item: above, field: "form" });
    say(t("{title} is deleted. Undo brings it back.", { title }));
  };
  const preview = () => {
    choose("preview", part.id);
    go({ tab: Tab.Preview, field: "preview" });
  };
  return (
    <header class="wme-part-head" data-wme-field={part.id}>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-form-heading data-wme-field="form">
        <span class="wme-kind">{spot.group === "scenes" ? t("Scene") : t("Ending")}</span> {title}
      </h3>
      <div class="wme-row">
        <button type="button" class="wme-button wme-small" onClick={preview}>
          {t("Preview")}
        </button>
        <button type="button" class="wme-button wme-small" onClick={copy}>
          {t("Duplicate")}
        </button>
        <Confirm
          label={t("Delete")}
          name={t("Delete {name}", { name: title })}
          question={deletion(definition, part.id)}
          yes={t("Delete")}
          class="wme-button wme-small"
          onYes={drop}
        />
      </div>
      {findingsAt(state, part.id).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <IdField key={part.id} spot={spot} />
    </header>
  );
}

/** Says what hangs on the part, before it is gone. */
function deletion(it: Scenario, id: string): string {
  const said = [t("Delete this?"), t("Choices that lead here: {n}.", { n: incoming(it, id).length })];
  if (it.start === id) said.push(t("The scenario starts here."));
  const translations = translationsOf(it, id);
  if (translations) said.push(t("Translated texts that go with it: {n}.", { n: translations }));
  return said.join(" ");
}

/** The whole scenario at a glance, where it starts, and what can be added to it. */
import { t, useDesk } from "../api";
import { itemOf, PartField } from "../forms/api";
import { type Added, addEnding, addScene } from "./edit";
import type { Group, Scenario } from "./model";
import { OutlineTree } from "./OutlineTree";
import { SCENES } from "./tree";

export function OutlinePane({ selected }: { selected: string }) {
  const { state, edit, go } = useDesk<Scenario>();
  const { definition } = state.work;
  const add = ({ scenario, id, at }: Added, group: Group) => {
    edit(() => scenario);
    go({ tab: SCENES, item: itemOf(scenario, [group, at]), field: `${id}/title` });
  };
  return (
    <nav class="wme-outline" aria-label={t("Outline")}>
      <PartField spot={[]} name="start" label={t("Starts with")} />
      <OutlineTree selected={selected} />
      <div class="wme-row">
        <button type="button" class="wme-button" onClick={() => add(addScene(definition, ""), "scenes")}>
          {t("Add a scene")}
        </button>
        <button type="button" class="wme-button" onClick={() => add(addEnding(definition, ""), "endings")}>
          {t("Add an ending")}
        </button>
      </div>
    </nav>
  );
}

/** The whole scenario at a glance, where it starts, and what can be added to it. */
import { t, useDesk } from "../api";
import { type Added, addEnding, addScene } from "./edit";
import { type Group, itemOf } from "./items";
import type { Scenario } from "./model";
import { OutlineTree } from "./OutlineTree";
import { SCENES, titleOf } from "./places";
import { ReferenceField, type TargetGroup } from "./ReferenceField";

export function OutlinePane({ selected }: { selected: string }) {
  const { state, edit, go } = useDesk<Scenario>();
  const { definition } = state.work;
  const add = (added: Added, group: Group) => {
    edit(() => added.scenario);
    const id = added.scenario[group][added.at]?.id ?? "";
    go({ tab: SCENES, item: itemOf(added.scenario, { group, at: added.at }), field: `${id}/title` });
  };
  const starts: TargetGroup[] = [
    { label: t("Scenes"), targets: definition.scenes.map((one) => ({ id: one.id, title: titleOf(one) })) },
  ];
  return (
    <nav class="wme-outline" aria-label={t("Outline")}>
      <ReferenceField
        path="start"
        label={t("Starts with")}
        value={definition.start}
        groups={starts}
        onChange={(start) => edit((it) => ({ ...it, start }))}
      />
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

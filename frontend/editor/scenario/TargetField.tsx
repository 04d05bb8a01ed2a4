/** Where a choice leads: a scene or an ending, or a new one made right here. */
import { type Spot, t, useDesk, withPart } from "../api";
import { type Added, addEnding, addScene } from "./edit";
import { itemOf } from "./items";
import type { Scenario } from "./model";
import { SCENES, titleOf } from "./places";
import { ReferenceField, type Target, type TargetGroup } from "./ReferenceField";
import { spots } from "./tree";

export function TargetField({ at, nth }: { at: number; nth: number }) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const scene = definition.scenes[at];
  const choice = scene?.choices[nth];
  if (!scene || !choice) return null;
  const path = `${scene.id}/${choice.id}/to`;
  const spot: Spot = [
    ["scenes", at],
    ["choices", nth],
  ];

  const lead = (to: string) => edit((it) => withPart(it, spot, { to }), path);
  const make = (added: Added, title: string) => {
    edit(() => withPart(added.scenario, spot, { to: added.id }));
    // Back to the reference: the author goes on writing here, the new part waits in the outline.
    go({ tab: SCENES, item: itemOf(definition, { group: "scenes", at }), field: path });
    say(t("{title} is made, and this choice leads there", { title: title || t("Untitled") }));
  };
  const target = (part: { id: string; title: string }): Target => ({ id: part.id, title: titleOf(part) });
  const groups: TargetGroup[] = [
    {
      label: t("Scenes"),
      targets: definition.scenes.map(target),
      make: { label: t("New scene …"), run: (title) => make(addScene(definition, title), title) },
    },
    {
      label: t("Endings"),
      targets: definition.endings.map(target),
      make: { label: t("New ending …"), run: (title) => make(addEnding(definition, title), title) },
    },
  ];
  const open = (id: string) => {
    const spot = spots(definition).get(id);
    if (spot) go({ tab: SCENES, item: itemOf(definition, spot), field: "form" });
  };
  return (
    <ReferenceField path={path} label={t("Leads to")} value={choice.to} groups={groups} onChange={lead} onOpen={open} />
  );
}

/** Copies the scene or the ending that is open. */
import { t, useDesk } from "../api";
import { itemOf, type Step } from "../forms/api";
import { duplicate } from "./edit";
import type { Group, Scenario } from "./model";
import { titleOf } from "./tree";

export function DuplicateButton({ step: [list, at] }: { step: Step }) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const group = list as Group;
  const part = definition[group][at];
  if (!part) return null;
  const title = titleOf(part);
  const copy = () => {
    const copied = duplicate(definition, group, at, t("{title} (copy)", { title }));
    edit(() => copied.scenario);
    go({ tab: state.tab, item: itemOf(copied.scenario, [group, copied.at]), field: `${copied.id}/title` });
    say(t("{title} is copied. Nothing leads to the copy yet.", { title }));
  };
  return (
    <button type="button" class="wme-button wme-small" onClick={copy}>
      {t("Duplicate")}
    </button>
  );
}

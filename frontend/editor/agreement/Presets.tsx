/** Nothing is written yet: a whole template can be taken over and changed. */
import { readWhole, t, useDesk } from "../api";
import { itemOf } from "../forms/api";
import { type Agreement, description } from "./model";

export function Presets() {
  const { state, opening, edit, go, say } = useDesk<Agreement>();
  if (state.work.definition.sections.length || opening.presets.length === 0) return null;
  const begin = (name: string, definition: unknown) => {
    const begun = readWhole<Agreement>(description, definition);
    edit(() => begun);
    go({ tab: state.tab, item: itemOf(begun, ["sections", 0]), field: "form" });
    say(t("{name} is taken over. Change what you like, then save.", { name }));
  };
  return (
    <section class="wme-section" aria-label={t("Begin with a template")}>
      <h3 class="wme-h">{t("Begin with a template")}</h3>
      <p class="wme-help">{t("It is an example and no legal advice: have it checked where you use it.")}</p>
      {opening.presets.map((one) => (
        <button
          key={one.id}
          type="button"
          class="wme-button wme-primary"
          onClick={() => begin(one.name, one.definition)}
        >
          {t("Begin with: {name}", { name: one.name })}
        </button>
      ))}
    </section>
  );
}

/** Nothing is written yet: a whole template can be taken over and changed. */
import { t, useDesk } from "../api";
import { itemOf } from "./items";
import { type Agreement, readAgreement } from "./model";
import { SECTIONS } from "./places";

export function Presets() {
  const { opening, edit, go, say } = useDesk<Agreement>();
  if (opening.presets.length === 0) return null;
  const begin = (name: string, definition: unknown) => {
    const begun = readAgreement(definition);
    edit(() => begun);
    go({ tab: SECTIONS, item: itemOf(begun, 0), field: "form" });
    say(t("{name} is taken over. Change what you like, then save.", { name }));
  };
  return (
    <section class="wme-section" aria-label={t("Begin with a template")}>
      <h4 class="wme-h">{t("Begin with a template")}</h4>
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

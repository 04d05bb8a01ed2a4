/** Below a scene in the preview: its choices lead on, so that a way can be tried. */
import { t, useDesk } from "../api";
import type { Scenario } from "./model";
import { spots, titleOf } from "./tree";

export function GoOn({ part }: { part: string }) {
  const { state, choose, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const where = spots(definition);
  const spot = where.get(part);
  const choices = spot?.group === "scenes" ? (definition.scenes[spot.at]?.choices ?? []) : [];
  if (!choices.length) return null;
  return (
    <section aria-label={t("Go on with")}>
      <h3 class="wme-h">{t("Go on with")}</h3>
      <ul class="wme-plain">
        {choices.map((choice, nth) => {
          const target = where.get(choice.to);
          const to = target && definition[target.group][target.at];
          return (
            <li key={choice.id || nth}>
              <button
                type="button"
                class="wme-link"
                aria-disabled={!to || undefined}
                onClick={() => {
                  if (!to) return;
                  choose("preview", to.id);
                  say(t("Preview: {title}", { title: titleOf(to) }));
                }}
              >
                {choice.label || t("Choice {n}", { n: nth + 1 })} → {to ? titleOf(to) : t("leads nowhere yet")}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

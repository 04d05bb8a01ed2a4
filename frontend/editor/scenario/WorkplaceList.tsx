/** The trades for which the scenario is written; the first is the one of the source texts. */
import { Confirm, LineField, newId, OrderedList, removedAt, replacedAt, t, useDesk, withPathsDropped } from "../api";
import type { Scenario } from "./model";
import { SETTINGS } from "./places";

/** The texts that were written for a workplace go with it. */
export function withoutWorkplace(it: Scenario, at: number): Scenario {
  const gone = it.workplaces[at];
  if (!gone) return it;
  return {
    ...it,
    workplaces: removedAt(it.workplaces, at),
    variants: withPathsDropped(
      it.variants.filter((one) => one.workplace !== gone.id),
      `workplace/${gone.id}`,
    ),
  };
}

export function WorkplaceList() {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { workplaces, variants } = state.work.definition;
  const add = () => {
    const id = newId(workplaces.map((one) => one.id));
    edit((it) => ({ ...it, workplaces: [...it.workplaces, { id, name: "" }] }));
    go({ tab: SETTINGS, field: `workplace/${id}` });
  };
  return (
    <section class="wme-section" aria-labelledby="wme-workplaces">
      <h3 class="wme-h" id="wme-workplaces" tabIndex={-1} data-wme-field="workplace">
        {t("Workplaces")}
      </h3>
      <p class="wme-help">
        {t(
          "The first is the one that the source texts are set in. For each other one, write its texts under Languages.",
        )}
      </p>
      <OrderedList
        items={workplaces}
        nameOf={(one, at) => one.name || t("Workplace {n}", { n: at + 1 })}
        keyOf={(one, at) => one.id || `nameless ${at}`}
        onChange={(changed) => edit((it) => ({ ...it, workplaces: changed }))}
        class="wme-plain"
        show={(one, at, moves) => (
          <div class="wme-line">
            <LineField
              path={`workplace/${one.id}`}
              label={t("Workplace {n}", { n: at + 1 })}
              value={one.name}
              onChange={(name) =>
                edit(
                  (it) => ({ ...it, workplaces: replacedAt(it.workplaces, at, { ...one, name }) }),
                  `workplace/${one.id}`,
                )
              }
            />
            {moves}
            <Confirm
              label="×"
              name={t("Delete {name}", { name: one.name || one.id })}
              question={t("Delete {name}? Languages written for it, which go too: {n}.", {
                name: one.name || one.id,
                n: variants.filter((variant) => variant.workplace === one.id).length,
              })}
              yes={t("Delete")}
              class="wme-icon"
              onYes={() => {
                edit((it) => withoutWorkplace(it, at));
                go({ tab: SETTINGS, field: "workplace" });
                say(t("{name} is deleted. Undo brings it back.", { name: one.name || one.id }));
              }}
            />
          </div>
        )}
      />
      <button type="button" class="wme-button" onClick={add}>
        {t("Add a workplace")}
      </button>
    </section>
  );
}

/** The competences that choices give evidence for: the ten of the package, or the scenario's own. */
import {
  LineField,
  NumberField,
  newId,
  OrderedList,
  removedAt,
  replacedAt,
  t,
  tidyId,
  useDesk,
  withPathsDropped,
} from "../api";
import type { Competence, Scenario } from "./model";
import { SETTINGS } from "./places";

export function CompetenceList() {
  const { state, opening, edit, go, say } = useDesk<Scenario>();
  const { competences } = state.work.definition;
  const put = (at: number, change: Partial<Competence>, key = "") =>
    edit((it) => {
      const old = it.competences[at];
      return old ? { ...it, competences: replacedAt(it.competences, at, { ...old, ...change }) } : it;
    }, key);
  const add = (more: Competence[]) => {
    edit((it) => ({ ...it, competences: [...it.competences, ...more] }));
    go({ tab: SETTINGS, field: `competence/${more[0]?.id}` });
  };
  const drop = (one: Competence, at: number) => {
    edit((it) => ({
      ...it,
      competences: removedAt(it.competences, at),
      variants: withPathsDropped(it.variants, `competence/${one.id}`),
    }));
    go({ tab: SETTINGS, field: "competence" });
    say(t("{name} is deleted. Undo brings it back.", { name: one.name || one.id }));
  };
  return (
    <section class="wme-section" aria-labelledby="wme-competences">
      <h3 class="wme-h" id="wme-competences" tabIndex={-1} data-wme-field="competence">
        {t("Competences")}
      </h3>
      {competences.length ? null : (
        <>
          <p class="wme-help">{t("The shared list of this package is used:")}</p>
          <ul class="wme-chips">
            {opening.default_competences.map((one) => (
              <li key={one.id}>
                <b>{one.id}</b> {one.name}
              </li>
            ))}
          </ul>
        </>
      )}
      <OrderedList
        items={competences}
        nameOf={(one) => one.name || one.id}
        keyOf={(one, at) => one.id || `nameless ${at}`}
        onChange={(changed) => edit((it) => ({ ...it, competences: changed }))}
        class="wme-plain"
        show={(one, at, moves) => (
          <div class="wme-line">
            <LineField
              path={`competence/${one.id}`}
              label={t("Competence {id}", { id: one.id })}
              value={one.name}
              onChange={(name) => put(at, { name }, `competence/${one.id}`)}
            />
            <NumberField
              path={`competence/${one.id}/weight`}
              label={t("Weight")}
              value={one.weight}
              min={0}
              max={100}
              step={1}
              onChange={(weight) => put(at, { weight: weight ?? 0 }, `competence/${one.id}/weight`)}
            />
            {moves}
            <button
              type="button"
              class="wme-icon"
              aria-label={t("Delete {name}", { name: one.name || one.id })}
              title={t("Delete {name}", { name: one.name || one.id })}
              onClick={() => drop(one, at)}
            >
              ×
            </button>
          </div>
        )}
      />
      <div class="wme-row">
        {competences.length ? null : (
          <button
            type="button"
            class="wme-button"
            onClick={() => add(opening.default_competences.map((one) => ({ ...one, weight: 1 })))}
          >
            {t("Change this list for the scenario")}
          </button>
        )}
        <button
          type="button"
          class="wme-button"
          onClick={() => add([{ id: newId(competences.map((one) => tidyId(one.id))), name: "", weight: 1 }])}
        >
          {competences.length ? t("Add a competence") : t("Begin an own list")}
        </button>
      </div>
    </section>
  );
}

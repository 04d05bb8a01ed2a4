/** What a choice shows about the competences of the mentor who makes it. */
import { FindingLine, findingsAt, type Option, Select, t, useDesk } from "../api";
import { type OwnProps, removedAt, replacedAt, withPart } from "../forms/api";
import type { Evidence, Scenario } from "./model";

const points = (): Option[] => [
  ["2", t("+2 strong")],
  ["1", t("+1 workable")],
  ["0", t("0 says nothing")],
  ["-1", t("−1 weak")],
  ["-2", t("−2 harmful")],
];

export function EvidenceField({ spot, it, path }: OwnProps) {
  const { state, opening, edit } = useDesk<Scenario>();
  const own = state.work.definition.competences;
  const competences = (own.length ? own : opening.default_competences).map(
    (one): Option => [one.id, `${one.id} ${one.name}`],
  );
  const value = it.evidence as Evidence[];
  const onChange = (evidence: Evidence[]) => edit((whole) => withPart(whole, spot, { evidence }));
  const of = t("Choice {n}", { n: Number(spot[spot.length - 1]?.[1]) + 1 });
  const free = competences.find(([id]) => !value.some((one) => one.competence === id));
  return (
    <fieldset class="wme-evidence">
      <legend class="wme-label">{t("Evidence")}</legend>
      {value.map((one, at) => {
        const name = t("{choice}, evidence {n}", { choice: of, n: at + 1 });
        return (
          // Rows have no identity of their own: one competence may stand twice in a draft.
          <div class="wme-row" key={at}>
            <Select
              control={{ "aria-label": t("{name}: competence", { name }), "data-wme-field": at ? undefined : path }}
              value={one.competence}
              options={competences}
              unknown={(id) => (id ? t("{id} (not among the competences)", { id }) : t("Choose a competence"))}
              onChange={(competence) => onChange(replacedAt(value, at, { ...one, competence }))}
            />
            <Select
              control={{ "aria-label": t("{name}: points", { name }) }}
              value={String(one.points)}
              options={points()}
              onChange={(picked) => onChange(replacedAt(value, at, { ...one, points: Number(picked) }))}
            />
            <button
              type="button"
              class="wme-icon"
              aria-label={t("Remove {name}", { name })}
              title={t("Remove {name}", { name })}
              onClick={() => onChange(removedAt(value, at))}
            >
              ×
            </button>
          </div>
        );
      })}
      <button
        type="button"
        class="wme-button wme-small"
        data-wme-field={value.length ? undefined : path}
        aria-label={t("Add evidence to {choice}", { choice: of })}
        onClick={() => onChange([...value, { competence: free?.[0] ?? "", points: 1 }])}
      >
        {t("Add evidence")}
      </button>
      {findingsAt(state, path).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
    </fieldset>
  );
}

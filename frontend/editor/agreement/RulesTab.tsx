/** Who may begin an agreement, what it says of itself, what a signature agrees to, and how long it is kept. */
import { ManyField, NumberField, type Option, SelectField, Shape, SourceField, t, useDesk } from "../api";
import { CountField, SwitchField } from "./Counts";
import type { Agreement, Kept } from "./model";
import { describe, topName } from "./places";

const STARTERS = ["mentor", "school", "learner"];

export function RulesTab() {
  const { state, opening, edit } = useDesk<Agreement>();
  return (
    <div class="wme-page wme-settings-page">
      <section class="wme-section" aria-label={t("Who may do what")}>
        <h4 class="wme-h">{t("Who may do what")}</h4>
        <ManyField
          path="starters"
          label={topName("starters", opening)}
          help={t("The course team always may.")}
          value={state.work.definition.starters}
          options={opening.roles.filter(([role]) => STARTERS.includes(role))}
          onChange={(starters) => edit((it) => ({ ...it, starters }))}
        />
        <SwitchField name="course_team_is_school" help={t("Who acted is written down each time.")} />
        <SwitchField name="one_side_may_end" help={t("Otherwise the school confirms an early end.")} />
        <CountField name="objection_days" min={0} max={90} help={t("After a change that is only a notice.")} />
      </section>
      <section class="wme-section" aria-label={t("Dates of the placement")}>
        <h4 class="wme-h">{t("Dates of the placement")}</h4>
        <div class="wme-pair">
          <DateField name="start_field" />
          <DateField name="end_field" />
        </div>
      </section>
      <section class="wme-section" aria-label={t("What the paper says of itself")}>
        <h4 class="wme-h">{t("What the paper says of itself")}</h4>
        <RuleText
          name="consent"
          help={t("It is kept with each signature. Claim no more than a simple electronic signature.")}
        />
        <RuleText name="disclaimer" help={t("Such as: an example, no legal advice, checked by whom and when.")} />
        <RuleText name="form_requirement" help={t("Such as: a paper form that the county wants as well.")} />
      </section>
      <Retention />
    </div>
  );
}

function DateField({ name }: { name: "start_field" | "end_field" }) {
  const { state, opening, edit } = useDesk<Agreement>();
  const { definition } = state.work;
  const fields = definition.sections.flatMap((section) => section.fields).filter((one) => one.kind === "date");
  return (
    <SelectField
      path={name}
      label={topName(name, opening)}
      value={definition[name]}
      options={fields.map((one): Option => [one.id, one.label || one.id])}
      unknown={(id) => {
        if (!fields.length) return t("No date field yet");
        return id ? t("{id} (does not exist)", { id }) : t("Choose …");
      }}
      onChange={(id) => edit((it) => ({ ...it, [name]: id }))}
    />
  );
}

function RuleText({ name, help }: { name: "consent" | "disclaimer" | "form_requirement"; help: string }) {
  const { state, opening, edit } = useDesk<Agreement>();
  return (
    <SourceField
      path={name}
      label={topName(name, opening)}
      help={help}
      value={state.work.definition[name]}
      shape={Shape.Text}
      onChange={(text) => edit((it) => ({ ...it, [name]: text }), name)}
    />
  );
}

const KEPT: [name: Kept, min: number, max: number][] = [
  ["draft_months", 1, 120],
  ["declined_months", 1, 120],
  ["ended_years", 0, 30],
  ["tombstone_years", 1, 50],
  ["address_days", 1, 365],
];

function Retention() {
  const { state, opening, edit } = useDesk<Agreement>();
  const { retention } = state.work.definition;
  return (
    <section class="wme-section" aria-label={topName("retention", opening)}>
      <h4 class="wme-h">{topName("retention", opening)}</h4>
      <p class="wme-help">{t("Counted from the end; of ended agreements, from the end of that year.")}</p>
      {KEPT.map(([name, min, max]) => (
        <NumberField
          key={name}
          path={`retention/${name}`}
          label={describe(state.work, `retention/${name}`, opening).split(" › ").pop() ?? name}
          value={retention[name]}
          {...{ min, max, step: 1 }}
          onChange={(value) =>
            edit((it) => ({ ...it, retention: { ...it.retention, [name]: value ?? 0 } }), `retention/${name}`)
          }
        />
      ))}
    </section>
  );
}

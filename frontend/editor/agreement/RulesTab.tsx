/** Who may begin an agreement, what it says of itself, what a signature agrees to, and how long it is kept. */
import type { ComponentChildren } from "preact";
import { type Option, PartFields, SelectField, t, useDesk } from "../api";
import type { Agreement } from "./model";

export function RulesTab() {
  return (
    <div class="wme-page wme-settings-page">
      <Group title={t("Who may do what")}>
        <PartFields names={["starters", "course_team_is_school", "one_side_may_end", "objection_days"]} />
      </Group>
      <Group title={t("Dates of the placement")}>
        <div class="wme-pair">
          <DateField name="start_field" label={t("Field with the first day")} />
          <DateField name="end_field" label={t("Field with the last day")} />
        </div>
      </Group>
      <Group title={t("What the paper says of itself")}>
        <PartFields names={["consent", "disclaimer", "form_requirement"]} />
      </Group>
      <Group title={t("How long it is kept")}>
        <p class="wme-help">{t("Counted from the end; of ended agreements, from the end of that year.")}</p>
        <PartFields
          spot={[["retention", 0]]}
          names={["draft_months", "declined_months", "ended_years", "tombstone_years", "address_days"]}
        />
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="wme-section" aria-label={title}>
      <h3 class="wme-h">{title}</h3>
      {children}
    </section>
  );
}

function DateField({ name, label }: { name: "start_field" | "end_field"; label: string }) {
  const { state, edit } = useDesk<Agreement>();
  const { definition } = state.work;
  const fields = definition.sections.flatMap((section) => section.fields).filter((one) => one.kind === "date");
  return (
    <SelectField
      path={name}
      label={label}
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

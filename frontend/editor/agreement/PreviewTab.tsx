/** A section as one party would meet it, from the unsaved draft. */
import { languageTitle, type Option, PartPreview, SelectField, t, useDesk } from "../api";
import { titleOf } from "./items";
import type { Agreement } from "./model";

export function PreviewTab() {
  const { state, opening, choose } = useDesk<Agreement>();
  const { definition } = state.work;
  const parts: Option[] = [
    ...definition.sections.map((one): Option => [one.id, titleOf(one)]),
    ["review_field", t("Review")],
    ["completion_field", t("Record at the end")],
  ];
  const languages = definition.variants.map((one): Option => [one.lang, languageTitle(one.lang, opening)]);
  const part = state.chosen.preview ?? parts[0]?.[0] ?? "";
  const reader = state.chosen.previewAs ?? "learner";
  const chosen = state.chosen.previewIn ?? "";
  const lang = languages.some(([one]) => one === chosen) ? chosen : definition.language;
  return (
    <div class="wme-page">
      <div class="wme-pair">
        <SelectField
          path="preview"
          label={t("Section")}
          value={part}
          options={parts}
          onChange={(id) => choose("preview", id)}
        />
        <SelectField
          path="previewAs"
          label={t("As it is seen by")}
          value={reader}
          options={opening.roles}
          onChange={(role) => choose("previewAs", role)}
        />
        <SelectField
          path="previewIn"
          label={t("Language")}
          value={lang}
          options={[[definition.language, languageTitle(definition.language, opening)], ...languages]}
          onChange={(code) => choose("previewIn", code)}
        />
      </div>
      <PartPreview part={part} lang={lang} reader={reader} />
    </div>
  );
}

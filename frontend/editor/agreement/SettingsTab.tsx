/** The block's own settings, and the language in which the template is written. */
import { SelectField, SettingFields, t, useDesk } from "../api";
import type { Agreement } from "./model";

export function SettingsTab() {
  const { state, opening, edit } = useDesk<Agreement>();
  return (
    <div class="wme-page wme-settings-page">
      <section class="wme-section" aria-label={t("Settings")}>
        <SettingFields />
        <SelectField
          path="language"
          label={t("Language of the source")}
          help={t("Agreements are binding in the language they are made in; others are shown for information.")}
          value={state.work.definition.language}
          options={opening.languages}
          onChange={(language) => edit((it) => ({ ...it, language }))}
        />
      </section>
    </div>
  );
}

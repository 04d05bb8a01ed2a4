/** How the block behaves, and the lists that the scenes draw on. */
import { SelectField, SettingFields, t, useDesk } from "../api";
import { CompetenceList } from "./CompetenceList";
import type { Scenario } from "./model";
import { WorkplaceList } from "./WorkplaceList";

export function SettingsTab() {
  const { state, opening, edit } = useDesk<Scenario>();
  return (
    <div class="wme-page wme-settings-page">
      <section class="wme-section" aria-label={t("Settings")}>
        <SettingFields />
        <SelectField
          path="language"
          label={t("Language of the source")}
          help={t("The language in which the scenes are written; other languages stand beside it.")}
          value={state.work.definition.language}
          options={opening.languages}
          onChange={(language) => edit((it) => ({ ...it, language }))}
        />
      </section>
      <WorkplaceList />
      <CompetenceList />
    </div>
  );
}

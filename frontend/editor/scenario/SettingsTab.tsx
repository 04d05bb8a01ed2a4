/** How the block behaves, and the lists that the scenes draw on. */
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { SelectField } from "../widgets/inputs";
import { SettingFields } from "../widgets/SettingFields";
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

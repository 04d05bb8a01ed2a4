/** The block's own settings, the language in which the source is written, and what a block adds. */
import type { ComponentChildren } from "preact";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { SelectField } from "./inputs";
import { SettingFields } from "./SettingFields";

interface Props {
  languageHelp: string;
  children?: ComponentChildren;
}

export function SettingsTab({ languageHelp, children }: Props) {
  const { state, opening, edit } = useDesk();
  return (
    <div class="wme-page wme-settings-page">
      <section class="wme-section" aria-label={t("Settings")}>
        <SettingFields />
        <SelectField
          path="language"
          label={t("Language of the source")}
          help={languageHelp}
          value={state.work.definition.language}
          options={opening.languages}
          onChange={(language) => edit((it) => ({ ...it, language }))}
        />
      </section>
      {children}
    </div>
  );
}

/** The languages and workplaces in which this can be read, and the table where they are written. */
import { keyOf, nameOf, variantOf, wantedIn } from "../content/variants";
import { sourcesOf } from "../definition/sources";
import { useDesk } from "../shell/desk";
import { Tab } from "../shell/state";
import { t } from "../shell/words";
import { languageTitle, workplaceTitle } from "../widgets/titles";
import { NewVariant } from "./NewVariant";
import { TextTable } from "./TextTable";
import { VariantList } from "./VariantList";

export function LanguagesTab() {
  const { state, opening, kind } = useDesk();
  const { definition } = state.work;
  const sources = sourcesOf(kind.description, state.work);
  const first = definition.variants[0];
  const chosen = state.chosen[Tab.Languages] ?? (first ? keyOf(first) : "");
  const variant = variantOf(definition, nameOf(chosen));
  const workplace = definition.workplaces?.[0];
  return (
    <div class="wme-page">
      <p class="wme-help">
        {t("The source is written in: {language}.", { language: languageTitle(definition.language, opening) })}{" "}
        {workplace ? t("It is set in: {workplace}.", { workplace: workplaceTitle(workplace.id, definition) }) : null}{" "}
        {kind.whenComplete()}
      </p>
      <VariantList sources={sources} chosen={chosen} />
      <NewVariant />
      {variant ? <TextTable key={chosen} variant={variant} sources={wantedIn(definition, variant, sources)} /> : null}
    </div>
  );
}

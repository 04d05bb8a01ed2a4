/** Begins another language, or the same one for another workplace. */
import { useState } from "preact/hooks";
import { keyOf, variantOf, withNewVariant } from "../content/variants";
import { useDesk } from "../shell/desk";
import { Tab } from "../shell/state";
import { t } from "../shell/words";
import { Select } from "../widgets/inputs";
import { variantTitle, workplaceTitle } from "../widgets/titles";

export function NewVariant() {
  const { state, opening, edit, choose, say } = useDesk();
  const { definition } = state.work;
  const [lang, setLang] = useState("");
  const [workplace, setWorkplace] = useState("");
  const [own, ...others] = definition.workplaces ?? [];
  const name = { lang, workplace };
  const isSource = lang === definition.language && !workplace;
  const ready = lang !== "" && !isSource && !variantOf(definition, name);

  const add = () => {
    if (!ready) {
      if (lang) say(t("This one is there already"));
      return;
    }
    edit((it) => withNewVariant(it, name));
    choose(Tab.Languages, keyOf(name));
    say(t("{name} is added: its texts are listed below", { name: variantTitle(name, definition, opening) }));
  };
  return (
    <fieldset class="wme-row wme-add">
      <legend class="wme-label">
        {definition.workplaces ? t("Add a language or a workplace") : t("Add a language")}
      </legend>
      <Select
        control={{ "aria-label": t("Language") }}
        value={lang}
        options={opening.languages}
        unknown={() => t("Choose a language")}
        onChange={setLang}
      />
      {others.length ? (
        <Select
          control={{ "aria-label": t("Workplace") }}
          value={workplace}
          options={[
            ["", own ? workplaceTitle(own.id, definition) : ""],
            ...others.map((one): [string, string] => [one.id, one.name || one.id]),
          ]}
          onChange={setWorkplace}
        />
      ) : null}
      <button type="button" class="wme-button" aria-disabled={!ready || undefined} onClick={add}>
        {t("Add")}
      </button>
    </fieldset>
  );
}

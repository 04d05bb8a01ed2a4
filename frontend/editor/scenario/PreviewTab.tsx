/** A scene as a player would see it, from the unsaved draft; the choices lead on, so that a way can be tried. */
import {
  keyOf,
  languageTitle,
  nameOf,
  type Option,
  PartPreview,
  SelectField,
  t,
  useDesk,
  variantOf,
  variantTitle,
} from "../api";
import type { Scenario } from "./model";
import { titleOf } from "./places";
import { spots } from "./tree";

export function PreviewTab() {
  const { state, opening, choose, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const scene = state.chosen.preview ?? definition.start;
  const chosen = state.chosen.previewIn ?? "";
  const known = chosen && variantOf(definition, nameOf(chosen)) ? chosen : "";
  const name = known ? nameOf(known) : { lang: definition.language, workplace: "" };
  const { lang, workplace } = name;
  const options: Option[] = [...definition.scenes, ...definition.endings].map((part) => [part.id, titleOf(part)]);
  const variants: Option[] = definition.variants.map((one) => [keyOf(one), variantTitle(one, definition, opening)]);
  if (options.length === 0) return <p class="wme-empty">{t("There are no scenes yet.")}</p>;
  const spot = spots(definition).get(scene);
  const choices = spot?.group === "scenes" ? (definition.scenes[spot.at]?.choices ?? []) : [];
  return (
    <div class="wme-page">
      <div class="wme-pair">
        <SelectField
          path="preview"
          label={t("Scene")}
          value={scene}
          options={options}
          onChange={(id) => choose("preview", id)}
        />
        <SelectField
          path="previewIn"
          label={t("Language and workplace")}
          value={known}
          options={[["", languageTitle(definition.language, opening)], ...variants]}
          onChange={(key) => choose("previewIn", key)}
        />
      </div>
      <PartPreview part={scene} lang={lang} workplace={workplace} />
      {choices.length ? (
        <section aria-label={t("Go on with")}>
          <h3 class="wme-h">{t("Go on with")}</h3>
          <ul class="wme-plain">
            {choices.map((choice, nth) => {
              const target = spots(definition).get(choice.to);
              const to = target && definition[target.group][target.at];
              const label = choice.label || t("Choice {n}", { n: nth + 1 });
              return (
                <li key={choice.id || nth}>
                  <button
                    type="button"
                    class="wme-link"
                    aria-disabled={!to || undefined}
                    onClick={() => {
                      if (!to) return;
                      choose("preview", to.id);
                      say(t("Preview: {title}", { title: titleOf(to) }));
                    }}
                  >
                    {label} → {to ? titleOf(to) : t("leads nowhere yet")}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

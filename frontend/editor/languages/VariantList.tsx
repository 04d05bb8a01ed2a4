/** Each language and workplace with how far it has come. */
import {
  keyOf,
  Shape,
  type Source,
  stateOf,
  TextState,
  textOf,
  type Variant,
  wantedIn,
  withoutVariant,
} from "../content/variants";
import { useDesk } from "../shell/desk";
import { Tab } from "../shell/state";
import { t } from "../shell/words";
import { Confirm } from "../widgets/Confirm";
import { variantTitle } from "../widgets/titles";
import { stateWord } from "../widgets/VariantField";

interface Props {
  sources: readonly Source[];
  chosen: string;
}

/** Pictures don't count: the source's own is as good. */
export function countsOf(variant: Variant, sources: readonly Source[]): Record<TextState, number> {
  const counts = { missing: 0, stale: 0, equal: 0, fine: 0 };
  for (const source of sources)
    if (source.shape !== Shape.Picture) counts[stateOf(source, textOf(variant, source.path))]++;
  return counts;
}

export function VariantList({ sources, chosen }: Props) {
  const { state, opening, edit, choose, say } = useDesk();
  const { definition } = state.work;
  if (definition.variants.length === 0) return null;
  return (
    <div class="wme-scroll">
      <table class="wme-table">
        <thead>
          <tr>
            <th scope="col" class="wme-column">
              {definition.workplaces ? t("Language and workplace") : t("Language")}
            </th>
            <th scope="col" class="wme-column">
              {t("Written")}
            </th>
            <th scope="col" class="wme-column">
              {stateWord(TextState.Missing)}
            </th>
            <th scope="col" class="wme-column">
              {stateWord(TextState.Stale)}
            </th>
            <th scope="col" class="wme-column">
              {stateWord(TextState.Equal)}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {definition.variants.map((variant) => {
            const key = keyOf(variant);
            const title = variantTitle(variant, definition, opening);
            const wanted = wantedIn(definition, variant, sources);
            const counts = countsOf(variant, wanted);
            const all = counts.missing + counts.stale + counts.equal + counts.fine;
            return (
              <tr key={key} class={key === chosen ? "wme-current" : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    class="wme-link"
                    aria-current={key === chosen || undefined}
                    onClick={() => choose(Tab.Languages, key)}
                  >
                    {title}
                  </button>
                </th>
                <td>{t("{done} of {all}", { done: all - counts.missing, all })}</td>
                <td>{counts.missing}</td>
                <td>{counts.stale}</td>
                <td>{counts.equal}</td>
                <td class="wme-end">
                  <Confirm
                    label={t("Delete")}
                    name={t("Delete {name}", { name: title })}
                    question={t("Delete all texts of {name}: {n}?", { name: title, n: variant.texts.length })}
                    yes={t("Delete")}
                    class="wme-button wme-small"
                    onYes={() => {
                      edit((it) => withoutVariant(it, variant));
                      say(t("{name} is deleted. Undo brings it back.", { name: title }));
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

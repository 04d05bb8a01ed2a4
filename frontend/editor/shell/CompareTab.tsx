/** What learners have now against what they would get: the published state and this draft. */
import { differences } from "../content/diff";
import { readWhole } from "../definition/description";
import { leavesOf } from "../definition/leaves";
import { describe } from "../definition/naming";
import { Sides } from "../widgets/Sides";
import { useDesk } from "./desk";
import { t } from "./words";

export function CompareTab() {
  const { state, kind, opening, jump } = useDesk();
  if (!opening.published)
    return <p class="wme-empty">{t("This has not been published yet: learners see nothing of it.")}</p>;
  // The published settings are not known here, so only the content is compared.
  const { settings } = state.work;
  const published = { definition: readWhole(kind.description, opening.published.definition), settings };
  const all = differences(leavesOf(kind.description, published), leavesOf(kind.description, state.work));
  if (all.length === 0) return <p class="wme-empty">{t("This draft says the same as what is published.")}</p>;
  return (
    <div class="wme-page">
      <p class="wme-help">{t("Differences: {n}", { n: all.length })}</p>
      <ul class="wme-plain wme-differences">
        {all.map((one) => (
          <li key={one.path}>
            <p class="wme-difference">
              {one.after === null ? (
                <strong>{describe(kind, published, one.path, opening)}</strong>
              ) : (
                <button type="button" class="wme-link" onClick={() => jump(one.path)}>
                  {describe(kind, state.work, one.path, opening)}
                </button>
              )}
            </p>
            <Sides
              before={{ label: t("Published"), text: one.before }}
              after={{ label: t("This draft"), text: one.after }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

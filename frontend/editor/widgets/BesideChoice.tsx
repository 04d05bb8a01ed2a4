/** Which variant stands beside every text of the form. */
import { useId } from "preact/hooks";
import { keyOf } from "../content/variants";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { Select } from "./inputs";
import { BESIDE } from "./SourceField";
import { variantTitle } from "./titles";

export function BesideChoice() {
  const { state, opening, choose } = useDesk();
  const id = useId();
  const { definition } = state.work;
  if (definition.variants.length === 0) return null;
  const options = definition.variants.map((one): [string, string] => [
    keyOf(one),
    variantTitle(one, definition, opening),
  ]);
  const beside = state.chosen[BESIDE] ?? "";
  return (
    <div class="wme-row wme-beside-choice">
      <label class="wme-label" for={id}>
        {t("Beside each text")}
      </label>
      <Select
        control={{ id }}
        value={options.some(([key]) => key === beside) ? beside : ""}
        options={[["", t("nothing")], ...options]}
        onChange={(key) => choose(BESIDE, key)}
      />
    </div>
  );
}

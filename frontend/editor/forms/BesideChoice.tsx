/** Which variant stands beside every text of the form. */
import { keyOf, Select, t, useDesk, useId, variantTitle } from "../api";
import { BESIDE } from "./SourceField";

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

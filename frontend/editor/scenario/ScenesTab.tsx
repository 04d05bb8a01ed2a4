/** Two panes: the outline of the whole on the left, a form for what is selected on the right. */
import { useId } from "preact/hooks";
import { keyOf } from "../content/variants";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { Select } from "../widgets/inputs";
import { BESIDE } from "../widgets/SourceField";
import { variantTitle } from "../widgets/titles";
import { EndingForm } from "./EndingForm";
import { IntroductionForm } from "./IntroductionForm";
import { INTRODUCTION, itemOf, QUESTIONS, spotOf } from "./items";
import type { Scenario } from "./model";
import { OutlinePane } from "./OutlinePane";
import { SCENES } from "./places";
import { QuestionsForm } from "./QuestionsForm";
import { SceneForm } from "./SceneForm";
import { spots } from "./tree";

/** What is shown before anything was selected: the scene where the scenario starts. */
export function selectedItem(it: Scenario, chosen: string | undefined): string {
  if (chosen) return chosen;
  const start = spots(it).get(it.start);
  return start ? itemOf(it, start) : INTRODUCTION;
}

export function ScenesTab() {
  const { state } = useDesk<Scenario>();
  const item = selectedItem(state.work.definition, state.chosen[SCENES]);
  return (
    <div class="wme-panes">
      <OutlinePane selected={item} />
      <div class="wme-form" data-wme-form>
        <BesideChoice />
        <Form key={item} item={item} />
      </div>
    </div>
  );
}

function Form({ item }: { item: string }) {
  const { state } = useDesk<Scenario>();
  const { definition } = state.work;
  const spot = spotOf(definition, item);
  if (spot?.group === "scenes") return <SceneForm at={spot.at} />;
  if (spot) return <EndingForm at={spot.at} />;
  if (item === QUESTIONS) return <QuestionsForm />;
  return <IntroductionForm />;
}

/** Which variant stands beside every text of the form. */
function BesideChoice() {
  const { state, opening, choose } = useDesk<Scenario>();
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

/** Two panes: the outline of the whole on the left, a form for what is selected on the right. */
import { BesideChoice, useDesk } from "../api";
import { QUESTIONS, spotOf } from "./items";
import type { Scenario } from "./model";
import { OutlinePane } from "./OutlinePane";
import { SCENES } from "./places";
import { IntroductionForm, QuestionsForm } from "./QuestionsForm";
import { EndingForm, SceneForm } from "./SceneForm";
import { selectedItem } from "./tree";

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

/** One scene: what happens, what it looks like, and what the mentor can do; one ending: how it turned out. */
import { FindingLine, findingsAt, OrderedList, PartFields, type Spot, t, useDesk, withNewPart, withPart } from "../api";
import { ChoiceCard } from "./ChoiceCard";
import { itemOf } from "./items";
import { description, type Scenario } from "./model";
import { PartHead } from "./PartHead";
import { PictureField } from "./PictureField";
import { SCENES } from "./places";

export function SceneForm({ at }: { at: number }) {
  const { state, edit, go } = useDesk<Scenario>();
  const { definition } = state.work;
  const scene = definition.scenes[at];
  if (!scene) return null;
  const path = scene.id;
  const spot: Spot = [["scenes", at]];
  const add = () => {
    const made = withNewPart(description, definition, spot, "choices");
    if (!made) return;
    edit(() => made.definition);
    go({ tab: SCENES, item: itemOf(definition, { group: "scenes", at }), field: `${made.part.path}/label` });
  };
  return (
    <>
      <PartHead spot={{ group: "scenes", at }} />
      <PartFields spot={spot} names={["title"]} />
      <PartFields spot={spot} names={["body"]} rows={5} />
      <PictureField
        path={`${path}/picture`}
        value={scene.picture}
        onChange={(picture) => edit((it) => withPart(it, spot, { picture }), `${path}/picture`)}
      />
      <PartFields spot={spot} names={["required"]} />
      <section class="wme-choices" aria-label={t("Choices")} data-wme-field={`${path}/choices`}>
        <h4 class="wme-h">{t("What the mentor can do")}</h4>
        {findingsAt(state, `${path}/choices`).map((one) => (
          <FindingLine key={one.code + one.message} finding={one} />
        ))}
        <OrderedList
          items={scene.choices}
          nameOf={(_, nth) => t("Choice {n}", { n: nth + 1 })}
          keyOf={(choice, nth) => choice.id || `nameless ${nth}`}
          onChange={(choices) => edit((it) => withPart(it, spot, { choices }))}
          show={(_, nth, moves) => <ChoiceCard at={at} nth={nth} moves={moves} />}
          class="wme-plain"
        />
        {scene.choices.length ? null : (
          <p class="wme-muted">{t("No choices yet. A scene without choices leaves the player standing.")}</p>
        )}
        <button type="button" class="wme-button" onClick={add}>
          {t("Add a choice")}
        </button>
      </section>
    </>
  );
}

export function EndingForm({ at }: { at: number }) {
  const { state, edit } = useDesk<Scenario>();
  const ending = state.work.definition.endings[at];
  if (!ending) return null;
  const path = `${ending.id}/picture`;
  const spot: Spot = [["endings", at]];
  return (
    <>
      <PartHead spot={{ group: "endings", at }} />
      <PartFields spot={spot} names={["title"]} />
      <PartFields spot={spot} names={["body"]} rows={5} />
      <PictureField
        path={path}
        value={ending.picture}
        onChange={(picture) => edit((it) => withPart(it, spot, { picture }), path)}
      />
      <PartFields spot={spot} names={["level"]} />
    </>
  );
}

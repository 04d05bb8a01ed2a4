/** One scene: what happens, what it looks like, and what the mentor can do. */
import { CheckField, FindingLine, findingsAt, OrderedList, PictureField, Shape, SourceField, t, useDesk } from "../api";
import { ChoiceCard } from "./ChoiceCard";
import { addChoice, withScene } from "./edit";
import { itemOf } from "./items";
import type { Scenario, Scene } from "./model";
import { PartHead } from "./PartHead";
import { SCENES } from "./places";

export function SceneForm({ at }: { at: number }) {
  const { state, edit, go } = useDesk<Scenario>();
  const { definition } = state.work;
  const scene = definition.scenes[at];
  if (!scene) return null;
  const path = scene.id;
  const put = (change: Partial<Scene>, key = "") => edit((it) => withScene(it, at, change), key);
  const add = () => {
    const added = addChoice(definition, at);
    edit(() => added);
    const choices = added.scenes[at]?.choices ?? [];
    const choice = choices[choices.length - 1];
    go({ tab: SCENES, item: itemOf(definition, { group: "scenes", at }), field: `${path}/${choice?.id}/label` });
  };
  return (
    <>
      <PartHead spot={{ group: "scenes", at }} />
      <SourceField
        path={`${path}/title`}
        label={t("Title")}
        value={scene.title}
        onChange={(title) => put({ title }, `${path}/title`)}
      />
      <SourceField
        path={`${path}/body`}
        label={t("What happens")}
        value={scene.body}
        shape={Shape.Text}
        rows={5}
        onChange={(body) => put({ body }, `${path}/body`)}
      />
      <PictureField
        path={`${path}/picture`}
        value={scene.picture}
        onChange={(picture) => put({ picture }, `${path}/picture`)}
      />
      <CheckField
        path={`${path}/required`}
        label={t("Counts even when it was skipped")}
        help={t("A way around this decision then scores nothing for it.")}
        value={scene.required}
        onChange={(required) => put({ required })}
      />
      <section class="wme-choices" aria-label={t("Choices")} data-wme-field={`${path}/choices`}>
        <h4 class="wme-h">{t("What the mentor can do")}</h4>
        {findingsAt(state, `${path}/choices`).map((one) => (
          <FindingLine key={one.code + one.message} finding={one} />
        ))}
        <OrderedList
          items={scene.choices}
          nameOf={(_, nth) => t("Choice {n}", { n: nth + 1 })}
          keyOf={(choice, nth) => choice.id || `nameless ${nth}`}
          onChange={(choices) => put({ choices })}
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

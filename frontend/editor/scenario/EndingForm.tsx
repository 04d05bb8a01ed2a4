/** One ending: how it turned out. */
import { NumberField, PictureField, Shape, SourceField, t, useDesk } from "../api";
import { withEnding } from "./edit";
import type { Ending, Scenario } from "./model";
import { PartHead } from "./PartHead";

export function EndingForm({ at }: { at: number }) {
  const { state, edit } = useDesk<Scenario>();
  const ending = state.work.definition.endings[at];
  if (!ending) return null;
  const path = ending.id;
  const put = (change: Partial<Ending>, key = "") => edit((it) => withEnding(it, at, change), key);
  return (
    <>
      <PartHead spot={{ group: "endings", at }} />
      <SourceField
        path={`${path}/title`}
        label={t("Title")}
        value={ending.title}
        onChange={(title) => put({ title }, `${path}/title`)}
      />
      <SourceField
        path={`${path}/body`}
        label={t("How it turned out")}
        value={ending.body}
        shape={Shape.Text}
        rows={5}
        onChange={(body) => put({ body }, `${path}/body`)}
      />
      <PictureField
        path={`${path}/picture`}
        value={ending.picture}
        onChange={(picture) => put({ picture }, `${path}/picture`)}
      />
      <NumberField
        path={`${path}/level`}
        label={t("How well it turned out, 0 to 100")}
        help={t("Only the outcome scoring reads it; players never see the number.")}
        value={ending.level}
        min={0}
        max={100}
        step={1}
        onChange={(level) => put({ level: level ?? 0 }, `${path}/level`)}
      />
    </>
  );
}

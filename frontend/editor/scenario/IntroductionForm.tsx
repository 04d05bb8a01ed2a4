/** What the player reads before the first scene. */
import { Shape, SourceField, t, useDesk } from "../api";
import type { Scenario } from "./model";

export function IntroductionForm() {
  const { state, edit } = useDesk<Scenario>();
  return (
    <>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-form-heading data-wme-field="form">
        {t("Introduction")}
      </h3>
      <SourceField
        path="introduction"
        label={t("Introduction")}
        help={t("Who is who, where it happens, and what the player's part is.")}
        value={state.work.definition.introduction}
        shape={Shape.Text}
        rows={8}
        onChange={(introduction) => edit((it) => ({ ...it, introduction }), "introduction")}
      />
    </>
  );
}

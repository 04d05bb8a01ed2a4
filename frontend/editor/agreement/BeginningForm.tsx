/** What every party reads first: what this paper is, and what it is not. */
import { Shape, SourceField, t, useDesk } from "../api";
import type { Agreement } from "./model";

export function BeginningForm() {
  const { state, edit } = useDesk<Agreement>();
  return (
    <>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-field="form">
        {t("What this paper is")}
      </h3>
      <SourceField
        path="introduction"
        label={t("What this paper is")}
        help={t("Say too what it does not replace: a contract of employment, the law of the country.")}
        value={state.work.definition.introduction}
        shape={Shape.Text}
        rows={6}
        onChange={(introduction) => edit((it) => ({ ...it, introduction }), "introduction")}
      />
    </>
  );
}

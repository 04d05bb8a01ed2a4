/** Two panes: the sections in their order on the left, a form for what is selected on the right. */
import { BesideChoice, PartFields, t, useDesk } from "../api";
import { BEGINNING, itemOf, placeInList } from "./items";
import type { Agreement } from "./model";
import { Presets } from "./Presets";
import { SECTIONS } from "./places";
import { SectionForm } from "./SectionForm";
import { SectionList } from "./SectionList";

/** What is shown before anything was selected: the first section. */
export function selectedItem(it: Agreement, chosen: string | undefined): string {
  return chosen ?? (it.sections.length ? itemOf(it, 0) : BEGINNING);
}

export function SectionsTab() {
  const { state } = useDesk<Agreement>();
  const { definition } = state.work;
  const item = selectedItem(definition, state.chosen[SECTIONS]);
  const at = placeInList(definition, item);
  return (
    <div class="wme-panes">
      <SectionList selected={at} />
      <div class="wme-form" data-wme-form>
        <BesideChoice />
        {definition.sections.length ? null : <Presets />}
        {at < 0 ? <Beginning key={BEGINNING} /> : <SectionForm key={item} at={at} />}
      </div>
    </div>
  );
}

/** What every party reads first: what this paper is, and what it is not. */
function Beginning() {
  return (
    <>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-field="form">
        {t("What this paper is")}
      </h3>
      <PartFields names={["introduction"]} rows={5} />
    </>
  );
}

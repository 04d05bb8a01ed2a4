/** Two panes: the sections in their order on the left, a form for what is selected on the right. */
import { BesideChoice, useDesk } from "../api";
import { BeginningForm } from "./BeginningForm";
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
        {at < 0 ? <BeginningForm key={BEGINNING} /> : <SectionForm key={item} at={at} />}
      </div>
    </div>
  );
}

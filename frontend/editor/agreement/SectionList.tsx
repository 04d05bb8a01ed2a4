/** The sections in their order, each with the gravest finding inside it. */
import { LevelMark, levelWord, OrderedList, t, useDesk, withNewPart, worstIn } from "../api";
import { BEGINNING, itemOf, titleOf } from "./items";
import { type Agreement, description } from "./model";
import { SECTIONS } from "./places";

export function SectionList({ selected }: { selected: number }) {
  const { state, edit, go } = useDesk<Agreement>();
  const { definition } = state.work;
  const add = () => {
    const added = withNewPart(description, definition, [], "sections");
    if (!added) return;
    edit(() => added.definition);
    const item = itemOf(added.definition, definition.sections.length);
    go({ tab: SECTIONS, item, field: `${added.part.path}/title` });
  };
  return (
    <nav class="wme-outline" aria-label={t("Outline")}>
      <button
        type="button"
        class="wme-link"
        aria-current={selected < 0 || undefined}
        onClick={() => go({ tab: SECTIONS, item: BEGINNING, field: "form" })}
      >
        {t("What this paper is")}
      </button>
      <OrderedList
        items={definition.sections}
        nameOf={titleOf}
        keyOf={(section, at) => section.id || `nameless ${at}`}
        onChange={(sections) => edit((it) => ({ ...it, sections }))}
        class="wme-plain wme-sections"
        show={(section, at, moves) => {
          const worst = worstIn(state.findings, section.id);
          return (
            <div class={at === selected ? "wme-row wme-spread wme-current" : "wme-row wme-spread"}>
              <button
                type="button"
                class="wme-link"
                aria-current={at === selected || undefined}
                onClick={() => go({ tab: SECTIONS, item: itemOf(definition, at), field: "form" })}
              >
                {at + 1}. {titleOf(section)}
                {worst ? <span class="wme-hidden">, {levelWord(worst)}</span> : null}
              </button>
              <span class="wme-row">
                {worst ? <LevelMark level={worst} /> : null}
                {moves}
              </span>
            </div>
          );
        }}
      />
      <div class="wme-row">
        <button type="button" class="wme-button" onClick={add}>
          {t("Add a section")}
        </button>
      </div>
    </nav>
  );
}

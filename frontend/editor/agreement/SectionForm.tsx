/** One section: its title, the words before it, what is filled in, and what is promised. */
import { Confirm, FindingLine, findingsAt, RenameId, Shape, SourceField, Tab, t, useDesk } from "../api";
import { ClauseList } from "./ClauseList";
import { removeSection, renameSection, sectionIdTaken, withSection } from "./edit";
import { FieldList } from "./FieldList";
import { BEGINNING, itemOf, titleOf } from "./items";
import type { Agreement, Section } from "./model";
import { SECTIONS } from "./places";

export function SectionForm({ at }: { at: number }) {
  const { state, edit } = useDesk<Agreement>();
  const section = state.work.definition.sections[at];
  if (!section) return null;
  const path = section.id;
  const put = (change: Partial<Section>, key: string) => edit((it) => withSection(it, at, change), key);
  return (
    <>
      <SectionHead at={at} section={section} />
      <SourceField
        path={`${path}/title`}
        label={t("Title")}
        value={section.title}
        onChange={(title) => put({ title }, `${path}/title`)}
      />
      <SourceField
        path={`${path}/introduction`}
        label={t("Words before it")}
        value={section.introduction}
        shape={Shape.Text}
        onChange={(introduction) => put({ introduction }, `${path}/introduction`)}
      />
      <FieldList home={at} path={`${path}/fields`} title={t("Fields")} />
      <ClauseList at={at} />
    </>
  );
}

function SectionHead({ at, section }: { at: number; section: Section }) {
  const { state, edit, go, choose, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const title = titleOf(section);
  const drop = () => {
    const above = at > 0 ? itemOf(definition, at - 1) : BEGINNING;
    edit((it) => removeSection(it, at));
    go({ tab: SECTIONS, item: above, field: "form" });
    say(t("{title} is deleted. Undo brings it back.", { title }));
  };
  const rename = (id: string) => {
    const renamed = renameSection(definition, at, id);
    edit(() => renamed);
    go({ tab: SECTIONS, item: itemOf(renamed, at), field: "form" });
    say(t("The id is {id} now", { id }));
  };
  return (
    <header class="wme-part-head" data-wme-field={section.id}>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-field="form">
        <span class="wme-kind">{t("Section")}</span> {title}
      </h3>
      <div class="wme-row">
        <button
          type="button"
          class="wme-button wme-small"
          onClick={() => {
            choose("preview", section.id);
            go({ tab: Tab.Preview, field: "preview" });
          }}
        >
          {t("Preview")}
        </button>
        <Confirm
          label={t("Delete")}
          name={t("Delete {name}", { name: title })}
          question={t("Delete this? Fields: {fields}, promises: {promises}.", {
            fields: section.fields.length,
            promises: section.clauses.length,
          })}
          yes={t("Delete")}
          class="wme-button wme-small"
          onYes={drop}
        />
      </div>
      {findingsAt(state, section.id).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <RenameId
        key={section.id}
        id={section.id}
        refused={(id) => (sectionIdTaken(definition, at, id) ? t("This id belongs to another part.") : "")}
        help={(id) => t("Becomes: {id}. Agreements that are under way keep the old one.", { id })}
        onRename={rename}
      />
    </header>
  );
}

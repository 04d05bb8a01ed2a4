/** One section: its title, the words before it, what is filled in, and what is promised. */
import {
  Confirm,
  FindingLine,
  findingsAt,
  idTaken,
  PartCards,
  PartFields,
  RenameId,
  type Spot,
  Tab,
  t,
  useDesk,
  withId,
  withoutPart,
} from "../api";
import { FieldList } from "./FieldForm";
import { BEGINNING, itemOf, titleOf } from "./items";
import { type Agreement, description, type Section } from "./model";
import { SECTIONS } from "./places";

export function SectionForm({ at }: { at: number }) {
  const { state } = useDesk<Agreement>();
  const section = state.work.definition.sections[at];
  if (!section) return null;
  const spot: Spot = [["sections", at]];
  return (
    <>
      <SectionHead at={at} section={section} />
      <PartFields spot={spot} names={["title", "introduction"]} />
      <FieldList spot={spot} list="fields" />
      <PartCards
        spot={spot}
        list="clauses"
        one={(n) => t("Promise {n}", { n })}
        help={t("Each party reads first what it promises, then what it gets.")}
        addLabel={t("Add a promise")}
        empty={t("No promises yet.")}
        begin={(clauses) => ({ party: clauses[clauses.length - 1]?.party ?? "" })}
        line="text"
        marks="party"
      >
        {(clause) => <PartFields spot={clause} names={["party", "text", "to"]} />}
      </PartCards>
    </>
  );
}

function SectionHead({ at, section }: { at: number; section: Section }) {
  const { state, edit, go, choose, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const title = titleOf(section);
  const spot: Spot = [["sections", at]];
  const drop = () => {
    const above = at > 0 ? itemOf(definition, at - 1) : BEGINNING;
    edit((it) => withoutPart(description, it, [], "sections", at));
    go({ tab: SECTIONS, item: above, field: "form" });
    say(t("{title} is deleted. Undo brings it back.", { title }));
  };
  const rename = (id: string) => {
    const renamed = withId(description, definition, spot, id);
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
        refused={(id) => (idTaken(description, definition, spot, id) ? t("This id belongs to another part.") : "")}
        help={(id) => t("Becomes: {id}. Agreements that are under way keep the old one.", { id })}
        onRename={rename}
      />
    </header>
  );
}

/** The fields of a section, of reviews, or of the record at the end: what is filled in, by whom, what a change means. */
import {
  idTaken,
  type Loose,
  type Option,
  PartCards,
  PartFields,
  PartLines,
  RenameId,
  SelectField,
  type Spot,
  said,
  t,
  useDesk,
  withId,
  withPart,
} from "../api";
import { type Agreement, description, type Field } from "./model";

/** A new field belongs to whom the one before it belongs: fields of one kind stand together. */
const begun = (fields: readonly Loose[]) => ({ owners: fields[fields.length - 1]?.owners ?? [] });

export function FieldList({ spot = [], list }: { spot?: Spot; list: string }) {
  return (
    <PartCards
      spot={spot}
      list={list}
      one={(n) => t("Field {n}", { n })}
      addLabel={t("Add a field")}
      empty={t("No fields yet.")}
      begin={begun}
      line="label"
      marks="owners"
    >
      {(at, { it, path }) => <FieldForm spot={at} path={path} field={it as unknown as Field} />}
    </PartCards>
  );
}

/** What happens when this field is changed after people have signed. */
function changeMeans(change: string): string {
  if (change === "notice")
    return t("After signing, a change holds at once. All are told, and may object for some days.");
  if (change === "contact") return t("After signing, a change is only recorded: for telephone numbers and the like.");
  return t("After signing, a change makes a new version, and everybody signs again.");
}

interface Props {
  spot: Spot;
  path: string;
  field: Field;
}

function FieldForm({ spot, path, field }: Props) {
  const { kind, options, columns } = field;
  return (
    <>
      <PartFields spot={spot} names={["label"]} />
      <div class="wme-pair">
        <PartFields spot={spot} names={["kind"]} />
        <PartFields spot={spot} names={["change"]} help={changeMeans(field.change)} />
      </div>
      {kind === "number" ? <PartFields spot={spot} names={["decimals"]} /> : null}
      {kind === "choice" || options.length ? (
        <PartLines
          spot={spot}
          list="options"
          names={["label"]}
          one={(n) => t("{list}, {n}", { list: t("Options"), n })}
          addLabel={t("Add an option")}
        />
      ) : null}
      {kind === "rows" || columns.length ? (
        <PartLines
          spot={spot}
          list="columns"
          names={["label"]}
          one={(n) => t("{list}, {n}", { list: t("Columns"), n })}
          addLabel={t("Add a column")}
        />
      ) : null}
      <PartFields spot={spot} names={["owners", "required", "readers", "help"]} />
      <Suggestion spot={spot} path={path} field={field} />
      <FieldId spot={spot} path={path} field={field} />
    </>
  );
}

/** What a new agreement begins with: words for a text, a value for the other kinds. */
function Suggestion({ spot, path, field }: Props) {
  const { edit } = useDesk();
  const { kind } = field;
  if (kind !== "choice" && kind !== "yes_no")
    return (
      <PartFields
        spot={spot}
        names={["suggestion"]}
        plain
        {...(kind === "date" ? { help: t("As in 2026-09-01.") } : {})}
      />
    );
  const options =
    kind === "choice"
      ? field.options.map((one): Option => [one.id, one.label || one.id])
      : [true, false].map((one): Option => [String(one), said(one)]);
  return (
    <SelectField
      path={`${path}/suggestion`}
      label={t("Suggestion that a new agreement begins with")}
      value={field.suggestion}
      options={[["", t("none")], ...options]}
      onChange={(suggestion) => edit((it) => withPart(it, spot, { suggestion }))}
    />
  );
}

function FieldId({ spot, path, field }: Props) {
  const { state, edit, go, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const rename = (id: string) => {
    edit((it) => withId(description, it, spot, id));
    go({ tab: state.tab, field: `${path.slice(0, path.lastIndexOf("/"))}/${id}/label` });
    say(t("The id is {id} now", { id }));
  };
  return (
    <RenameId
      key={field.id}
      id={field.id}
      refused={(id) => (idTaken(description, definition, spot, id) ? t("This id belongs to another part.") : "")}
      help={(id) => t("Becomes: {id}. Agreements that are under way keep the old one.", { id })}
      onRename={rename}
    />
  );
}

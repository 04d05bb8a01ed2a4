/** One field: what is filled in, by whom, and what it means to change it later. */
import { CheckField, LineField, ManyField, RenameId, SelectField, Shape, SourceField, t, useDesk } from "../api";
import { fieldIdTaken, type Home, headOf, renameField } from "./edit";
import { LabelList } from "./LabelList";
import type { Agreement, Field } from "./model";
import { changeMeans, changes, kinds } from "./words";

interface Props {
  home: Home;
  nth: number;
  field: Field;
  onChange: (change: Partial<Field>, key?: string) => void;
}

const DECIMALS = ["0", "1", "2", "3", "4"].map((one): [string, string] => [one, one]);

export function FieldForm({ home, nth, field, onChange: put }: Props) {
  const { state, opening } = useDesk<Agreement>();
  const path = `${headOf(state.work.definition, home)}/${field.id}`;
  return (
    <>
      <SourceField
        path={`${path}/label`}
        label={t("What is filled in")}
        value={field.label}
        onChange={(label) => put({ label }, `${path}/label`)}
      />
      <div class="wme-pair">
        <SelectField
          path={`${path}/kind`}
          label={t("Kind of field")}
          value={field.kind}
          options={kinds()}
          onChange={(kind) => put({ kind })}
        />
        <SelectField
          path={`${path}/change`}
          label={t("What a change means")}
          help={changeMeans(field.change)}
          value={field.change}
          options={changes()}
          onChange={(change) => put({ change })}
        />
      </div>
      {field.kind === "number" ? (
        <SelectField
          path={`${path}/decimals`}
          label={t("Digits after the decimal point")}
          help={t("People may type a point or a comma.")}
          value={String(field.decimals)}
          options={DECIMALS}
          onChange={(decimals) => put({ decimals: Number(decimals) })}
        />
      ) : null}
      {field.kind === "choice" || field.options.length ? (
        <LabelList
          path={`${path}/option`}
          title={t("Options")}
          addLabel={t("Add an option")}
          items={field.options}
          onChange={(options, key) => put({ options }, key)}
        />
      ) : null}
      {field.kind === "rows" || field.columns.length ? (
        <LabelList
          path={`${path}/column`}
          title={t("Columns")}
          addLabel={t("Add a column")}
          items={field.columns}
          onChange={(columns, key) => put({ columns }, key)}
        />
      ) : null}
      <ManyField
        path={`${path}/owners`}
        label={t("Filled in by")}
        value={field.owners}
        options={opening.roles}
        onChange={(owners) => put({ owners })}
      />
      <CheckField
        path={`${path}/required`}
        label={t("Has to be filled in before anybody signs")}
        value={field.required}
        onChange={(required) => put({ required })}
      />
      <ManyField
        path={`${path}/readers`}
        label={t("Seen by")}
        help={t("Nobody ticked: every party sees it.")}
        value={field.readers}
        options={opening.roles}
        onChange={(readers) => put({ readers })}
      />
      <SourceField
        path={`${path}/help`}
        label={t("Help")}
        value={field.help}
        onChange={(help) => put({ help }, `${path}/help`)}
      />
      <Suggestion path={path} field={field} onChange={put} />
      <FieldId home={home} nth={nth} field={field} />
    </>
  );
}

/** What a new agreement begins with: words for a text, a value for the other kinds. */
function Suggestion({ path, field, onChange }: { path: string } & Pick<Props, "field" | "onChange">) {
  const at = `${path}/suggestion`;
  const label = t("Suggestion that a new agreement begins with");
  const put = (suggestion: string) => onChange({ suggestion }, at);
  const { suggestion: value, kind } = field;
  if (kind === "choice") {
    const options = field.options.map((one): [string, string] => [one.id, one.label || one.id]);
    return <SelectField path={at} label={label} value={value} options={[["", t("none")], ...options]} onChange={put} />;
  }
  if (kind === "yes_no") {
    const options: [string, string][] = [
      ["", t("none")],
      ["true", t("yes")],
      ["false", t("no")],
    ];
    return <SelectField path={at} label={label} value={value} options={options} onChange={put} />;
  }
  if (kind === "date")
    return <LineField path={at} label={label} help={t("As in 2026-09-01.")} value={value} onChange={put} />;
  if (kind === "number") return <LineField path={at} label={label} value={value} onChange={put} />;
  return <SourceField path={at} label={label} value={value} shape={Shape.Text} plain onChange={put} />;
}

function FieldId({ home, nth, field }: Pick<Props, "home" | "nth" | "field">) {
  const { state, edit, go, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const rename = (id: string) => {
    const renamed = renameField(definition, home, nth, id);
    edit(() => renamed);
    go({ tab: state.tab, field: `${headOf(renamed, home)}/${id}/label` });
    say(t("The id is {id} now", { id }));
  };
  return (
    <RenameId
      id={field.id}
      refused={(id) => (fieldIdTaken(definition, home, nth, id) ? t("This id belongs to another part.") : "")}
      help={(id) => t("Becomes: {id}. Agreements that are under way keep the old one.", { id })}
      onRename={rename}
    />
  );
}

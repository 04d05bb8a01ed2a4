/** The fields of a section, of reviews, or of the record at the end. */
import { Card, PartList, t, useDesk, withPathsDropped } from "../api";
import { addField, fieldsIn, type Home, headOf, removeField, withField, withFields } from "./edit";
import { FieldForm } from "./FieldForm";
import type { Agreement, Field } from "./model";
import { roleNames } from "./words";

interface Props {
  home: Home;
  /** Where findings about the whole list belong. */
  path: string;
  title: string;
  help?: string;
}

export function FieldList({ home, path, title, help }: Props) {
  const { state, opening, edit, go, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const head = headOf(definition, home);
  const fields = fieldsIn(definition, home);
  const nameOf = (field: Field, nth: number) => field.label || t("Field {n}", { n: nth + 1 });
  const add = () => {
    const { agreement, id } = addField(definition, home);
    edit(() => agreement);
    go({ tab: state.tab, field: `${head}/${id}/label` });
  };
  const put = (nth: number, change: Partial<Field>, key = "") =>
    edit((it) => {
      const at = `${head}/${fieldsIn(it, home)[nth]?.id}`;
      return withoutLost(withField(it, home, nth, change), at, fieldsIn(it, home)[nth], change);
    }, key);
  const drop = (field: Field, nth: number) => {
    edit((it) => removeField(it, home, nth));
    go({ tab: state.tab, field: path });
    say(t("{name} is deleted. Undo brings it back.", { name: nameOf(field, nth) }));
  };
  return (
    <PartList
      path={path}
      title={title}
      help={help}
      items={fields}
      nameOf={nameOf}
      keyOf={(field) => field.id}
      onChange={(changed) => edit((it) => withFields(it, home, changed))}
      add={{ label: t("Add a field"), run: add }}
      empty={t("No fields yet.")}
      show={(field, nth, moves) => (
        <Card
          path={`${head}/${field.id}`}
          name={t("Field {n}", { n: nth + 1 })}
          line={field.label}
          marks={roleNames(field.owners, opening)}
          moves={moves}
          folded={field.label !== ""}
          onDelete={() => drop(field, nth)}
        >
          {() => <FieldForm home={home} nth={nth} field={field} onChange={(change, key) => put(nth, change, key)} />}
        </Card>
      )}
    />
  );
}

/** The translations of options and columns that were taken away go with them. */
function withoutLost(it: Agreement, path: string, old: Field | undefined, change: Partial<Field>): Agreement {
  let { variants } = it;
  for (const [list, name] of [
    ["options", "option"],
    ["columns", "column"],
  ] as const) {
    const left = change[list];
    for (const one of left ? (old?.[list] ?? []) : [])
      if (!left?.some((kept) => kept.id === one.id)) variants = withPathsDropped(variants, `${path}/${name}/${one.id}`);
  }
  return variants === it.variants ? it : { ...it, variants };
}

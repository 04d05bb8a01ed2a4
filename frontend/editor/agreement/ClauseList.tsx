/** What each party promises in a section, and to whom. */
import { Card, ManyField, PartList, SelectField, Shape, SourceField, t, useDesk } from "../api";
import { addClause, removeClause, withClause, withSection } from "./edit";
import type { Agreement, Clause } from "./model";
import { roleName } from "./words";

export function ClauseList({ at }: { at: number }) {
  const { state, opening, edit, go, say } = useDesk<Agreement>();
  const { definition } = state.work;
  const section = definition.sections[at];
  if (!section) return null;
  const path = `${section.id}/clauses`;
  const nameOf = (nth: number) => t("Promise {n}", { n: nth + 1 });
  const add = () => {
    const { agreement, id } = addClause(definition, at);
    edit(() => agreement);
    go({ tab: state.tab, field: `${section.id}/${id}/text` });
  };
  const drop = (nth: number) => {
    edit((it) => removeClause(it, at, nth));
    go({ tab: state.tab, field: path });
    say(t("{name} is deleted. Undo brings it back.", { name: nameOf(nth) }));
  };
  return (
    <PartList
      path={path}
      title={t("Promises")}
      help={t("Each party reads first what it promises, then what it gets.")}
      items={section.clauses}
      nameOf={(_, nth) => nameOf(nth)}
      keyOf={(clause) => clause.id}
      onChange={(clauses) => edit((it) => withSection(it, at, { clauses }))}
      add={{ label: t("Add a promise"), run: add }}
      empty={t("No promises yet.")}
      show={(clause, nth, moves) => (
        <Card
          path={`${section.id}/${clause.id}`}
          name={nameOf(nth)}
          line={clause.text}
          marks={roleName(clause.party, opening)}
          moves={moves}
          folded={clause.text !== ""}
          onDelete={() => drop(nth)}
        >
          {() => <ClauseForm path={`${section.id}/${clause.id}`} at={at} nth={nth} clause={clause} />}
        </Card>
      )}
    />
  );
}

function ClauseForm({ path, at, nth, clause }: { path: string; at: number; nth: number; clause: Clause }) {
  const { opening, edit } = useDesk<Agreement>();
  const put = (change: Partial<Clause>, key = "") => edit((it) => withClause(it, at, nth, change), key);
  return (
    <>
      <SelectField
        path={`${path}/party`}
        label={t("Who promises")}
        value={clause.party}
        options={opening.roles}
        unknown={(role) => role || t("Choose …")}
        onChange={(party) => put({ party })}
      />
      <SourceField
        path={`${path}/text`}
        label={t("Promise")}
        value={clause.text}
        shape={Shape.Text}
        onChange={(text) => put({ text }, `${path}/text`)}
      />
      <ManyField
        path={`${path}/to`}
        label={t("To whom")}
        help={t("Nobody ticked: to all the others.")}
        value={clause.to}
        options={opening.roles}
        onChange={(to) => put({ to })}
      />
    </>
  );
}

/** The reasons that people choose from when they decline, change or end an agreement. */
import {
  DeleteButton,
  newId,
  PartList,
  removedAt,
  replacedAt,
  SelectField,
  SourceField,
  t,
  useDesk,
  withPathsDropped,
} from "../api";
import type { Agreement, Reason } from "./model";
import { FOLLOW_UP } from "./places";
import { meanings, purposes } from "./words";

export function ReasonList() {
  const { state, edit, go } = useDesk<Agreement>();
  const { reasons } = state.work.definition;
  const put = (changed: Reason[], key = "") => edit((it) => ({ ...it, reasons: changed }), key);
  const nameOf = (reason: Reason, at: number) => reason.label || t("Reason {n}", { n: at + 1 });
  const add = () => {
    const id = newId(reasons.map((one) => one.id));
    const purpose = reasons[reasons.length - 1]?.purpose ?? "decline";
    put([...reasons, { id, label: "", purpose, means: "" }]);
    go({ tab: FOLLOW_UP, field: `reason/${id}` });
  };
  const drop = (reason: Reason, at: number) => {
    edit((it) => ({
      ...it,
      reasons: removedAt(it.reasons, at),
      variants: withPathsDropped(it.variants, `reason/${reason.id}`),
    }));
    go({ tab: FOLLOW_UP, field: "reason" });
  };
  return (
    <PartList
      path="reason"
      title={t("Reasons")}
      help={t("For an early end, say too what kind of end it is: changing the company is not leaving the training.")}
      items={reasons}
      nameOf={nameOf}
      keyOf={(reason) => reason.id}
      onChange={(changed) => put(changed)}
      add={{ label: t("Add a reason"), run: add }}
      show={(reason, at, moves) => (
        <div class="wme-line">
          <SourceField
            path={`reason/${reason.id}`}
            label={t("Reason {n}", { n: at + 1 })}
            value={reason.label}
            onChange={(label) => put(replacedAt(reasons, at, { ...reason, label }), `reason/${reason.id}`)}
          />
          <SelectField
            path={`reason/${reason.id}/purpose`}
            label={t("For what")}
            value={reason.purpose}
            options={purposes()}
            onChange={(purpose) => put(replacedAt(reasons, at, { ...reason, purpose }))}
          />
          {reason.purpose === "terminate" || reason.means ? (
            <SelectField
              path={`reason/${reason.id}/means`}
              label={t("What kind of end it is")}
              value={reason.means}
              options={meanings()}
              onChange={(means) => put(replacedAt(reasons, at, { ...reason, means }))}
            />
          ) : null}
          {moves}
          <DeleteButton name={nameOf(reason, at)} onDelete={() => drop(reason, at)} />
        </div>
      )}
    />
  );
}

/** When the parties meet to look back. */
import {
  DeleteButton,
  NumberField,
  newId,
  PartList,
  removedAt,
  replacedAt,
  SourceField,
  t,
  useDesk,
  withPathsDropped,
} from "../api";
import type { Agreement, ReviewStep } from "./model";
import { FOLLOW_UP } from "./places";

export function ReviewPlan() {
  const { state, edit, go } = useDesk<Agreement>();
  const { review_plan: plan } = state.work.definition;
  const put = (changed: ReviewStep[], key = "") => edit((it) => ({ ...it, review_plan: changed }), key);
  const nameOf = (step: ReviewStep, at: number) => step.label || t("Review {n}", { n: at + 1 });
  const add = () => {
    const id = newId(plan.map((one) => one.id));
    put([...plan, { id, label: "", week: 0, every: 0 }]);
    go({ tab: FOLLOW_UP, field: `review/${id}` });
  };
  const drop = (step: ReviewStep, at: number) => {
    edit((it) => ({
      ...it,
      review_plan: removedAt(it.review_plan, at),
      variants: withPathsDropped(it.variants, `review/${step.id}`),
    }));
    go({ tab: FOLLOW_UP, field: "review" });
  };
  return (
    <PartList
      path="review"
      title={t("Reviews")}
      help={t("A review in one week, one that comes again every so many weeks, or one at the end (both numbers 0).")}
      items={plan}
      nameOf={nameOf}
      keyOf={(step) => step.id}
      onChange={(changed) => put(changed)}
      add={{ label: t("Add a review"), run: add }}
      show={(step, at, moves) => (
        <div class="wme-line">
          <SourceField
            path={`review/${step.id}`}
            label={t("Review {n}", { n: at + 1 })}
            value={step.label}
            onChange={(label) => put(replacedAt(plan, at, { ...step, label }), `review/${step.id}`)}
          />
          <NumberField
            path={`review/${step.id}/week`}
            label={t("In week")}
            value={step.week}
            min={0}
            max={520}
            step={1}
            onChange={(week) => put(replacedAt(plan, at, { ...step, week: week ?? 0 }), `review/${step.id}/week`)}
          />
          <NumberField
            path={`review/${step.id}/every`}
            label={t("Every so many weeks")}
            value={step.every}
            min={0}
            max={104}
            step={1}
            onChange={(every) => put(replacedAt(plan, at, { ...step, every: every ?? 0 }), `review/${step.id}/every`)}
          />
          {moves}
          <DeleteButton name={nameOf(step, at)} onDelete={() => drop(step, at)} />
        </div>
      )}
    />
  );
}

/** When the parties meet and what they are asked, what is written down at the end, and the reasons to choose. */
import { LineField, t, useDesk, useState } from "../api";
import { FieldList } from "./FieldList";
import type { Agreement } from "./model";
import { ReasonList } from "./ReasonList";
import { ReviewPlan } from "./ReviewPlan";

export function FollowUpTab() {
  return (
    <div class="wme-page wme-settings-page">
      <ReviewPlan />
      <Holidays />
      <FieldList
        home="review_fields"
        path="review_field"
        title={t("What is asked in a review")}
        help={t("The learner answers first. All see what all have written.")}
      />
      <FieldList home="completion_fields" path="completion_field" title={t("What is asked at the end")} />
      <ReasonList />
    </div>
  );
}

const daysIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** What is typed stays as it is typed: a blank at the end is where the next day begins. */
function Holidays() {
  const { state, edit } = useDesk<Agreement>();
  const held = state.work.definition.holidays.join(" ");
  const [typed, setTyped] = useState(held);
  const put = (text: string) => {
    setTyped(text);
    edit((it) => ({ ...it, holidays: daysIn(text) }), "holidays");
  };
  return (
    <LineField
      path="holidays"
      label={t("Days on which no review falls")}
      help={t("Besides Sundays. As in 2026-12-25, with a blank between two.")}
      value={daysIn(typed).join(" ") === held ? typed : held}
      onChange={put}
    />
  );
}

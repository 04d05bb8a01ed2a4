/** When the parties meet and what they are asked, what is written down at the end, and the reasons to choose. */
import { t } from "../shell/words";
import { FieldList } from "./FieldList";
import { ReasonList } from "./ReasonList";
import { ReviewPlan } from "./ReviewPlan";

export function FollowUpTab() {
  return (
    <div class="wme-page wme-settings-page">
      <ReviewPlan />
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

/** When the parties meet and what they are asked, what is written down at the end, and the reasons to choose. */
import { PartFields, PartLines, t } from "../api";
import { FieldList } from "./FieldForm";

export function FollowUpTab() {
  return (
    <div class="wme-page wme-settings-page">
      <PartLines
        list="review_plan"
        names={["label", "week", "every"]}
        one={(n) => t("Review {n}", { n })}
        addLabel={t("Add a review")}
      />
      <PartFields names={["holidays"]} />
      <FieldList list="review_fields" />
      <FieldList list="completion_fields" />
      <PartLines
        list="reasons"
        names={["label", "purpose", "means"]}
        hides={(name, { purpose, means }) => name === "means" && purpose !== "terminate" && !means}
        one={(n) => t("Reason {n}", { n })}
        addLabel={t("Add a reason")}
        begin={(reasons) => ({ purpose: reasons[reasons.length - 1]?.purpose ?? "decline" })}
      />
    </div>
  );
}

/** What the player reads before the first scene, and what is asked after the last one. */
import type { ComponentChildren } from "preact";
import { PartFields, PartLines, t } from "../api";

export function IntroductionForm() {
  return (
    <>
      <Title>{t("Introduction")}</Title>
      <PartFields names={["introduction"]} rows={8} />
    </>
  );
}

export function QuestionsForm() {
  return (
    <>
      <Title>{t("Questions for the debrief")}</Title>
      <PartLines
        list="questions"
        quiet
        help={t("Asked at the end, after the player has seen the way that was taken.")}
        names={["text"]}
        one={(n) => t("Question {n}", { n })}
        addLabel={t("Add a question")}
      />
    </>
  );
}

const Title = ({ children }: { children: ComponentChildren }) => (
  <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-form-heading data-wme-field="form">
    {children}
  </h3>
);

/** Questions that the player thinks about when the scenario is over. */
import { newId, OrderedList, removedAt, replacedAt, Shape, SourceField, t, useDesk, withPathsDropped } from "../api";
import { QUESTIONS } from "./items";
import type { Question, Scenario } from "./model";
import { SCENES } from "./places";

export function QuestionsForm() {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { questions } = state.work.definition;
  const put = (changed: Question[], key = "") => edit((it) => ({ ...it, questions: changed }), key);
  const name = (nth: number) => t("Question {n}", { n: nth + 1 });
  const add = () => {
    const question = { id: newId(questions.map((one) => one.id)), text: "" };
    put([...questions, question]);
    go({ tab: SCENES, item: QUESTIONS, field: `question/${question.id}` });
  };
  const drop = (question: Question, nth: number) => {
    edit((it) => ({
      ...it,
      questions: removedAt(it.questions, nth),
      variants: withPathsDropped(it.variants, `question/${question.id}`),
    }));
    go({ tab: SCENES, item: QUESTIONS, field: "form" });
    say(t("{name} is deleted. Undo brings it back.", { name: name(nth) }));
  };
  return (
    <>
      <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-form-heading data-wme-field="form">
        {t("Questions for the debrief")}
      </h3>
      <p class="wme-help">{t("Asked at the end, after the player has seen the way that was taken.")}</p>
      <OrderedList
        items={questions}
        nameOf={(_, nth) => name(nth)}
        keyOf={(question, nth) => question.id || `nameless ${nth}`}
        onChange={(changed) => put(changed)}
        class="wme-plain"
        show={(question, nth, moves) => (
          <div class="wme-line">
            <SourceField
              path={`question/${question.id}`}
              label={name(nth)}
              value={question.text}
              shape={Shape.Text}
              plain
              rows={1}
              onChange={(text) => put(replacedAt(questions, nth, { ...question, text }), `question/${question.id}`)}
            />
            {moves}
            <button
              type="button"
              class="wme-icon"
              aria-label={t("Delete {name}", { name: name(nth) })}
              title={t("Delete {name}", { name: name(nth) })}
              onClick={() => drop(question, nth)}
            >
              ×
            </button>
          </div>
        )}
      />
      <button type="button" class="wme-button" onClick={add}>
        {t("Add a question")}
      </button>
    </>
  );
}

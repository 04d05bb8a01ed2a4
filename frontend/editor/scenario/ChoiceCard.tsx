/** One thing the mentor could do: its words, where it leads, what follows and why. */

import type { JSX } from "preact";
import { Card, CheckField, type Option, Shape, SourceField, t, useDesk } from "../api";
import { EvidenceField } from "./EvidenceField";
import { removeChoice, withChoice } from "./edit";
import { signed } from "./leaves";
import type { Choice, Scenario } from "./model";
import { SCENES } from "./places";
import { TargetField } from "./TargetField";
import { selectedItem } from "./tree";

interface Props {
  at: number;
  nth: number;
  moves: JSX.Element;
}

export function ChoiceCard({ at, nth, moves }: Props) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const scene = definition.scenes[at];
  const choice = scene?.choices[nth];
  if (!scene || !choice) return null;
  const path = `${scene.id}/${choice.id}`;
  const name = t("Choice {n}", { n: nth + 1 });

  const drop = () => {
    edit((it) => removeChoice(it, at, nth));
    go({ tab: SCENES, item: selectedItem(definition, state.chosen[SCENES]), field: `${scene.id}/choices` });
    say(t("{name} is deleted. Undo brings it back.", { name }));
  };
  return (
    <Card
      path={path}
      name={name}
      line={choice.label}
      marks={choice.evidence.map((one) => `${one.competence} ${signed(one.points)}`).join(" · ")}
      moves={moves}
      onDelete={drop}
    >
      {() => <ChoiceFields at={at} nth={nth} choice={choice} path={path} name={name} />}
    </Card>
  );
}

interface FieldsProps {
  at: number;
  nth: number;
  choice: Choice;
  path: string;
  name: string;
}

function ChoiceFields({ at, nth, choice, path, name }: FieldsProps) {
  const { state, opening, edit } = useDesk<Scenario>();
  const own = state.work.definition.competences;
  const competences = (own.length ? own : opening.default_competences).map(
    (one): Option => [one.id, `${one.id} ${one.name}`],
  );
  const put = (change: Partial<Choice>, key = "") => edit((it) => withChoice(it, at, nth, change), key);
  return (
    <>
      <SourceField
        path={`${path}/label`}
        label={t("What the mentor does")}
        value={choice.label}
        shape={Shape.Text}
        plain
        onChange={(label) => put({ label }, `${path}/label`)}
      />
      <TargetField at={at} nth={nth} />
      <div class="wme-pair">
        <SourceField
          path={`${path}/consequence`}
          label={t("Consequence")}
          help={t("What happens then: what the learner says and does.")}
          value={choice.consequence}
          shape={Shape.Text}
          rows={3}
          onChange={(consequence) => put({ consequence }, `${path}/consequence`)}
        />
        <SourceField
          path={`${path}/coach_note`}
          label={t("Coach note")}
          help={t("Why it works or does not: what an experienced mentor would weigh.")}
          value={choice.coach_note}
          shape={Shape.Text}
          rows={3}
          onChange={(coach_note) => put({ coach_note }, `${path}/coach_note`)}
        />
      </div>
      <EvidenceField
        path={`${path}/evidence`}
        of={name}
        value={choice.evidence}
        competences={competences}
        onChange={(evidence) => put({ evidence })}
      />
      <CheckField
        path={`${path}/fixed`}
        label={t("Stays in its place when the choices are shuffled")}
        value={choice.fixed}
        onChange={(fixed) => put({ fixed })}
      />
    </>
  );
}

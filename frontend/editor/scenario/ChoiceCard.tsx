/** One thing the mentor could do: its words, where it leads, what follows and why. */

import type { JSX } from "preact";
import { Card, factsOf, type Option, PartFields, type Spot, said, t, useDesk, withoutPart, withPart } from "../api";
import { EvidenceField } from "./EvidenceField";
import { type Choice, description, type Scenario } from "./model";
import { SCENES } from "./places";
import { TargetField } from "./TargetField";
import { selectedItem } from "./tree";

/** With its sign: points may be below zero. */
const POINTS = factsOf(description, "Evidence", "points");

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
    edit((it) => withoutPart(description, it, [["scenes", at]], "choices", nth));
    go({ tab: SCENES, item: selectedItem(definition, state.chosen[SCENES]), field: `${scene.id}/choices` });
    say(t("{name} is deleted. Undo brings it back.", { name }));
  };
  return (
    <Card
      path={path}
      name={name}
      line={choice.label}
      marks={choice.evidence.map((one) => `${one.competence} ${said(one.points, POINTS)}`).join(" · ")}
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
  const spot: Spot = [
    ["scenes", at],
    ["choices", nth],
  ];
  return (
    <>
      <PartFields spot={spot} names={["label"]} plain />
      <TargetField at={at} nth={nth} />
      <div class="wme-pair">
        <PartFields spot={spot} names={["consequence", "coach_note"]} rows={3} />
      </div>
      <EvidenceField
        path={`${path}/evidence`}
        of={name}
        value={choice.evidence}
        competences={competences}
        onChange={(evidence) => edit((it) => withPart(it, spot, { evidence }))}
      />
      <PartFields spot={spot} names={["fixed"]} />
    </>
  );
}

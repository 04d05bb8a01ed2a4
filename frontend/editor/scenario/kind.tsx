/** The scenario as its author meets it: what its parts are called, and what stands in which tab. */
import { type Authored, factsOf, type Loose, register, said, t, useDesk } from "../api";
import { definedBy, SETTINGS } from "../forms/api";
import { DuplicateButton } from "./DuplicateButton";
import { EvidenceField } from "./EvidenceField";
import { incoming, translationsOf } from "./edit";
import { GoOn } from "./GoOn";
import { MapTab } from "./map/MapTab";
import { description, type Evidence, type Scenario } from "./model";
import { OutlinePane } from "./OutlinePane";
import { PictureField } from "./PictureField";
import { TargetField } from "./TargetField";
import { INTRODUCTION, QUESTIONS, SCENES, selectedItem } from "./tree";

const points = factsOf(description, "Evidence", "points");

/** Says what hangs on a scene or an ending, before it is gone. */
function question({ id }: Loose, path: string, definition: Authored): string {
  const it = definition as Scenario;
  const said = [t("Delete this?"), t("Choices that lead here: {n}.", { n: incoming(it, path).length })];
  if (it.start === id) said.push(t("The scenario starts here."));
  const translations = translationsOf(it, path);
  if (translations) said.push(t("Translated texts that go with it: {n}.", { n: translations }));
  return said.join(" ");
}

const renamed = (id: string) => t("Becomes: {id}. The old id is remembered, so that nobody loses their place.", { id });

const looks = {
  Scene: {
    one: () => t("Scene"),
    add: () => t("Add a scene"),
    rows: ["title", "body", "picture", "required", "choices"],
    question,
    renamed,
  },
  Ending: {
    one: () => t("Ending"),
    add: () => t("Add an ending"),
    rows: ["title", "body", "picture", "level"],
    question,
    renamed,
  },
  Choice: {
    one: (n: number) => t("Choice {n}", { n }),
    numbered: true,
    add: () => t("Add a choice"),
    title: () => t("What the mentor can do"),
    empty: () => <p class="wme-muted">{t("No choices yet. A scene without choices leaves the player standing.")}</p>,
    card: {
      line: "label",
      marks: ({ evidence }: Loose) =>
        (evidence as Evidence[]).map((one) => `${one.competence} ${said(one.points, points)}`).join(" · "),
      open: true,
    },
    rows: ["label", "to", ["consequence", "coach_note"], "evidence", "fixed"],
    plain: ["label"],
  },
  Question: {
    one: (n: number) => t("Question {n}", { n }),
    numbered: true,
    add: () => t("Add a question"),
    help: () => t("Asked at the end, after the player has seen the way that was taken."),
  },
  Workplace: {
    one: (n: number) => t("Workplace {n}", { n }),
    add: () => t("Add a workplace"),
    help: () =>
      t("The first is the one that the source texts are set in. For each other one, write its texts under Languages."),
    question: ({ id, name }: Loose, _: string, { variants }: Authored) =>
      t("Delete {name}? Languages written for it, which go too: {n}.", {
        name: String(name || id),
        n: variants.filter((one) => one.workplace === id).length,
      }),
  },
  Competence: {
    one: (_: number, { id }: Loose) => t("Competence {id}", { id: String(id) }),
    add: (n: number) => (n ? t("Add a competence") : t("Begin an own list")),
    empty: () => <SharedCompetences />,
  },
};

/** The ten of the package, which a scenario can take over and change. */
function SharedCompetences() {
  const { opening, edit, go } = useDesk<Scenario>();
  const shared = opening.default_competences;
  if (!shared.length) return null;
  const take = () => {
    edit((it) => ({ ...it, competences: shared.map((one) => ({ ...one, weight: 1 })) }));
    go({ tab: SETTINGS, field: `competence/${shared[0]?.id}` });
  };
  return (
    <>
      <p class="wme-help">{t("The shared list of this package is used:")}</p>
      <ul class="wme-chips">
        {shared.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> {one.name}
          </li>
        ))}
      </ul>
      <button type="button" class="wme-button" onClick={take}>
        {t("Change this list for the scenario")}
      </button>
    </>
  );
}

export const scenario = definedBy({
  name: "scenario",
  description,
  looks,
  called: { Competence: ({ id }) => t("Competence {id}", { id: String(id) }) },
  own: {
    "Scene.picture": PictureField,
    "Ending.picture": PictureField,
    "Choice.to": TargetField,
    "Choice.evidence": EvidenceField,
  },
  tabs: [
    {
      name: SCENES,
      label: () => t("Scenes"),
      outline: {
        lists: ["scenes", "endings"],
        pages: [
          { name: INTRODUCTION, title: () => t("Introduction"), rows: ["introduction"] },
          { name: QUESTIONS, title: () => t("Questions for the debrief"), rows: ["questions"] },
        ],
        rows: ["start"],
        first: (it) => selectedItem(it as unknown as Scenario),
        nav: OutlinePane,
        tools: DuplicateButton,
      },
    },
    { name: "map", label: () => t("Map"), show: () => <MapTab />, needs: "map_url" },
  ],
  settings: {
    languageHelp: () => t("The language in which the scenes are written; other languages stand beside it."),
    rows: ["workplaces", "competences"],
  },
  preview: {
    label: () => t("Scene"),
    lists: ["scenes", "endings"],
    first: (it) => (it as Scenario).start,
    empty: () => t("There are no scenes yet."),
    below: GoOn,
  },
  whenComplete: () => t("A player gets another language or workplace only where it is complete."),
  slots: true,
});

register(scenario);

/** The scenario as the shell knows it. */
import { type Kind, register, SettingsTab, t } from "../api";
import { CompetenceList } from "./CompetenceList";
import { MapTab } from "./map/MapTab";
import { description, type Scenario, type Scene } from "./model";
import { PreviewTab } from "./PreviewTab";
import { placeOf, SCENES, SETTINGS, titleOf } from "./places";
import { ScenesTab } from "./ScenesTab";
import { WorkplaceList } from "./WorkplaceList";

export const scenario: Kind<Scenario> = {
  name: "scenario",
  description,
  called: {
    Scene: (scene) => titleOf(scene as unknown as Scene),
    Ending: (ending) => titleOf(ending as unknown as Scene),
    Choice: (_, at) => t("Choice {n}", { n: at + 1 }),
    Question: (_, at) => t("Question {n}", { n: at + 1 }),
    Competence: ({ id }) => t("Competence {id}", { id: String(id) }),
  },
  tabs: [
    { name: SCENES, label: () => t("Scenes"), show: () => <ScenesTab /> },
    { name: "map", label: () => t("Map"), show: () => <MapTab />, needs: "map_url" },
    {
      name: SETTINGS,
      label: () => t("Settings"),
      show: () => (
        <SettingsTab languageHelp={t("The language in which the scenes are written; other languages stand beside it.")}>
          <WorkplaceList />
          <CompetenceList />
        </SettingsTab>
      ),
    },
  ],
  preview: () => <PreviewTab />,
  place: placeOf,
  whenComplete: () => t("A player gets another language or workplace only where it is complete."),
  slots: true,
};

register(scenario);

/** The scenario as the shell knows it. */
import { type Kind, register, t } from "../api";
import { leavesOf } from "./leaves";
import { MapTab } from "./map/MapTab";
import { readScenario, type Scenario } from "./model";
import { PreviewTab } from "./PreviewTab";
import { describe, pathOf, placeOf, SCENES, SETTINGS } from "./places";
import { ScenesTab } from "./ScenesTab";
import { SettingsTab } from "./SettingsTab";
import { sourcesOf } from "./sources";

export const scenario: Kind<Scenario> = {
  name: "scenario",
  read: readScenario,
  tabs: [
    { name: SCENES, label: () => t("Scenes"), show: () => <ScenesTab /> },
    { name: "map", label: () => t("Map"), show: () => <MapTab />, needs: "map_url" },
    { name: SETTINGS, label: () => t("Settings"), show: () => <SettingsTab /> },
  ],
  preview: () => <PreviewTab />,
  sources: ({ definition, settings }) => sourcesOf(definition, String(settings.display_name ?? "")),
  place: placeOf,
  pathOf,
  describe,
  leaves: leavesOf,
  whenComplete: () => t("A player gets another language or workplace only where it is complete."),
  slots: true,
};

register(scenario);

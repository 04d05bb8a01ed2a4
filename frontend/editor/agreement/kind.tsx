/** The template of an agreement as the shell knows it. */
import { type Kind, register, t } from "../api";
import { FollowUpTab } from "./FollowUpTab";
import { leavesOf } from "./leaves";
import { type Agreement, readAgreement } from "./model";
import { PreviewTab } from "./PreviewTab";
import { describe, FOLLOW_UP, pathOf, placeOf, RULES, SECTIONS, SETTINGS, SIGNING } from "./places";
import { RulesTab } from "./RulesTab";
import { SectionsTab } from "./SectionsTab";
import { SettingsTab } from "./SettingsTab";
import { SigningTab } from "./SigningTab";
import { sourcesOf } from "./sources";

export const agreement: Kind<Agreement> = {
  name: "agreement",
  read: readAgreement,
  tabs: [
    { name: SECTIONS, label: () => t("Sections"), show: () => <SectionsTab /> },
    { name: SIGNING, label: () => t("Signing"), show: () => <SigningTab /> },
    { name: FOLLOW_UP, label: () => t("Follow-up"), show: () => <FollowUpTab /> },
    { name: RULES, label: () => t("Rules"), show: () => <RulesTab /> },
    { name: SETTINGS, label: () => t("Settings"), show: () => <SettingsTab /> },
  ],
  preview: () => <PreviewTab />,
  sources: ({ definition, settings }) => sourcesOf(definition, String(settings.display_name ?? "")),
  place: placeOf,
  pathOf,
  describe,
  leaves: leavesOf,
  whenComplete: () => t("Readers get another language section by section, where all of a section is written."),
  slots: false,
};

register(agreement);

/** The template of an agreement as the shell knows it. */
import { type Kind, register, SettingsTab, t } from "../api";
import { FollowUpTab } from "./FollowUpTab";
import { titleOf } from "./items";
import { type Agreement, description, type Section } from "./model";
import { PreviewTab } from "./PreviewTab";
import { FOLLOW_UP, placeOf, RULES, SECTIONS, SETTINGS, SIGNING } from "./places";
import { RulesTab } from "./RulesTab";
import { SectionsTab } from "./SectionsTab";
import { SigningTab } from "./SigningTab";

export const agreement: Kind<Agreement> = {
  name: "agreement",
  description,
  called: {
    Section: (section) => titleOf(section as unknown as Section),
    Clause: (_, at) => t("Promise {n}", { n: at + 1 }),
  },
  tabs: [
    { name: SECTIONS, label: () => t("Sections"), show: () => <SectionsTab /> },
    { name: SIGNING, label: () => t("Signing"), show: () => <SigningTab /> },
    { name: FOLLOW_UP, label: () => t("Follow-up"), show: () => <FollowUpTab /> },
    { name: RULES, label: () => t("Rules"), show: () => <RulesTab /> },
    {
      name: SETTINGS,
      label: () => t("Settings"),
      show: () => (
        <SettingsTab
          languageHelp={t("Agreements are binding in the language they are made in; others are shown for information.")}
        />
      ),
    },
  ],
  preview: () => <PreviewTab />,
  place: placeOf,
  whenComplete: () => t("Readers get another language section by section, where all of a section is written."),
  slots: false,
};

register(agreement);

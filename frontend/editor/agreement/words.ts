/** The few words that attributes of a template may hold, and what they say to an author. */
import { type Opening, type Option, t } from "../api";

export const kinds = (): Option[] => [
  ["line", t("One line")],
  ["text", t("Longer text")],
  ["date", t("Date")],
  ["number", t("Number")],
  ["choice", t("One of several")],
  ["yes_no", t("Yes or no")],
  ["rows", t("List with columns")],
];

export const changes = (): Option[] => [
  ["material", t("Material: everybody signs again")],
  ["notice", t("Notice: everybody is told")],
  ["contact", t("Contact: it is recorded")],
];

/** What happens when this field is changed after people have signed. */
export function changeMeans(change: string): string {
  if (change === "notice")
    return t("After signing, a change holds at once. All are told, and may object for some days.");
  if (change === "contact") return t("After signing, a change is only recorded: for telephone numbers and the like.");
  return t("After signing, a change makes a new version, and everybody signs again.");
}

export const whens = (): Option[] => [
  ["always", t("Always")],
  ["if_minor", t("If the learner is under age")],
  ["if_named", t("If somebody is named")],
];

export const purposes = (): Option[] => [
  ["decline", t("To decline")],
  ["amend", t("To change an agreement")],
  ["terminate", t("To end it early")],
];

export const meanings = (): Option[] => [
  ["", t("Choose …")],
  ["changed_company", t("The learner changes the company")],
  ["left_training", t("The learner leaves the training")],
  ["other", t("Something else")],
];

export const roleName = (role: string, opening: Opening): string =>
  opening.roles.find(([one]) => one === role)?.[1] ?? role;

export const roleNames = (roles: readonly string[], opening: Opening): string =>
  roles.map((role) => roleName(role, opening)).join(", ");

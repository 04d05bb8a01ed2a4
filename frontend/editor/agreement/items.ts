/**
 * The name by which the editor remembers which section is selected: its id, and its turn among
 * those with the same id, so that in a draft with two namesakes both can be reached.
 */
import { t } from "../api";
import type { Agreement, Section } from "./model";

export const BEGINNING = "beginning";

export function itemOf(it: Agreement, at: number): string {
  const id = it.sections[at]?.id ?? "";
  const turn = it.sections.slice(0, at).filter((one) => one.id === id).length;
  return `section:${turn}:${id}`;
}

/** Its place in the list; −1 when there is no such section. */
export function placeInList(it: Agreement, item: string): number {
  const found = /^section:(\d+):(.*)$/s.exec(item);
  if (!found) return -1;
  let turn = Number(found[1]);
  return it.sections.findIndex((one) => one.id === found[2] && turn-- === 0);
}

export const titleOf = (section: Section): string => section.title.trim() || t("Untitled ({id})", { id: section.id });

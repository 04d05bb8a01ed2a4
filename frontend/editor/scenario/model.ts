/**
 * A scenario as an author wrote it: scenes, choices, endings and their translations.
 *
 * The types of what `definition.json` describes, which is made from the server's models; how a draft is read, compared,
 * translated and named follows from there.
 */
import type { Authored, Description, Workplace } from "../api";
import facts from "./definition.json";

export interface Picture {
  src: string;
  alt: string;
}
export interface Evidence {
  competence: string;
  points: number;
}
export interface Choice {
  id: string;
  to: string;
  label: string;
  consequence: string;
  coach_note: string;
  fixed: boolean;
  evidence: Evidence[];
}
/** The lists whose parts a choice can lead to. */
export type Group = "scenes" | "endings";
interface Part {
  id: string;
  title: string;
  body: string;
  picture: Picture | null;
  was: string[];
}
export interface Scene extends Part {
  required: boolean;
  choices: Choice[];
}
export interface Ending extends Part {
  level: number;
}
export interface Competence {
  id: string;
  name: string;
  weight: number;
}
export interface Question {
  id: string;
  text: string;
}
export interface Scenario extends Authored {
  schema: number;
  start: string;
  introduction: string;
  workplaces: Workplace[];
  competences: Competence[];
  scenes: Scene[];
  endings: Ending[];
  questions: Question[];
  unread: string[];
}

export const description: Description = facts;

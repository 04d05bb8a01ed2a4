/**
 * A scenario as an author wrote it: scenes, choices, endings and their translations.
 *
 * Any draft can be read: what is missing becomes empty, what is unknown stays where it is and
 * goes back with the next save. Whether the content is good is said by findings, never here.
 */
import { type Authored, list, loose, number, readVariant, type Workplace, word } from "../api";

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

function picture(raw: unknown): Picture | null {
  if (typeof raw !== "object" || raw === null) return null;
  return { ...loose(raw), src: word(loose(raw).src), alt: word(loose(raw).alt) };
}

function choice(raw: unknown): Choice {
  const it = loose(raw);
  return {
    ...it,
    id: word(it.id),
    to: word(it.to),
    label: word(it.label),
    consequence: word(it.consequence),
    coach_note: word(it.coach_note),
    fixed: it.fixed === true,
    evidence: list(it.evidence, (one) => ({
      ...loose(one),
      competence: word(loose(one).competence),
      points: number(loose(one).points, 0),
    })),
  };
}

function part(raw: unknown): Part {
  const it = loose(raw);
  return {
    ...it,
    id: word(it.id),
    title: word(it.title),
    body: word(it.body),
    picture: picture(it.picture),
    was: list(it.was, word),
  };
}

const scene = (raw: unknown): Scene => ({
  ...part(raw),
  required: loose(raw).required === true,
  choices: list(loose(raw).choices, choice),
});

const ending = (raw: unknown): Ending => ({ ...part(raw), level: number(loose(raw).level, 0) });

export function readScenario(raw: unknown): Scenario {
  const it = loose(raw);
  return {
    ...it,
    schema: number(it.schema, 1),
    language: word(it.language),
    start: word(it.start),
    introduction: word(it.introduction),
    competences: list(it.competences, (one) => ({
      ...loose(one),
      id: word(loose(one).id),
      name: word(loose(one).name),
      weight: number(loose(one).weight, 1),
    })),
    workplaces: list(it.workplaces, (one) => ({
      ...loose(one),
      id: word(loose(one).id),
      name: word(loose(one).name),
    })),
    scenes: list(it.scenes, scene),
    endings: list(it.endings, ending),
    questions: list(it.questions, (one) => ({
      ...loose(one),
      id: word(loose(one).id),
      text: word(loose(one).text),
    })),
    variants: list(it.variants, readVariant),
    unread: list(it.unread, word),
  };
}

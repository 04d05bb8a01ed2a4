/** What a block tells the shell about its content; the shell knows no block. */
import type { ComponentChildren } from "preact";
import type { Authored } from "../content/variants";
import type { Described } from "../definition/description";
import type { Opening } from "./opening";
import type { Place, Work } from "./state";

export interface KindTab<D> {
  name: string;
  /** A function, because the words arrive after this table is made. */
  label(): string;
  show(work: Work<D>): ComponentChildren;
  /** The tab is there only when the server handed this over. */
  needs?: keyof Opening;
}

export interface Kind<D extends Authored> extends Described {
  /** What the server calls it. */
  name: string;
  /** The tabs where the content is written; those that every block has are the shell's. */
  tabs: readonly KindTab<D>[];
  /** A part of the unsaved draft as a reader would see it. */
  preview(): ComponentChildren;
  /** Where the text of a finding's path is edited; null when it is nowhere. */
  place(definition: D, path: string): Place | null;
  /** A sentence: where readers get another language. */
  whenComplete(): string;
  /** Names such as {learner} may stand in texts, and are filled in for each reader. */
  slots: boolean;
}

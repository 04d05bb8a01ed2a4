/** What a block tells the shell about its content; the shell knows no block. */
import type { ComponentChildren } from "preact";
import type { Leaves } from "../content/diff";
import type { Authored, Source } from "../content/variants";
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

export interface Kind<D extends Authored> {
  /** What the server calls it. */
  name: string;
  read(raw: unknown): D;
  /** The tabs where the content is written; those that every block has are the shell's. */
  tabs: readonly KindTab<D>[];
  /** A part of the unsaved draft as a reader would see it. */
  preview(): ComponentChildren;
  /** Every translatable text, in reading order. */
  sources(work: Work<D>): Source[];
  /** Where the text of a finding's path is edited; null when it is nowhere. */
  place(definition: D, path: string): Place | null;
  /** What the server calls a field ("scenes/0/level") as one of our paths. */
  pathOf(definition: D, field: string): string;
  /** A path in the author's words: "The talk › Choice 2 › Consequence". */
  describe(work: Work<D>, path: string, opening: Opening): string;
  leaves(work: Work<D>): Leaves;
  /** A sentence: where readers get another language. */
  whenComplete(): string;
  /** Names such as {learner} may stand in texts, and are filled in for each reader. */
  slots: boolean;
}

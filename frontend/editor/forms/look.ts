/** What a block says of the forms in which its definition is written; the rest follows from the description. */
import type { ComponentChildren, ComponentType } from "preact";
import { type Authored, type Desk, type Kind, type Loose, useDesk } from "../api";
import type { Spot } from "./edit";

/** Fields of a form from top to bottom, by their names; those in a list of their own stand side by side. */
export type Rows = readonly (string | readonly string[])[];

/** How an author meets the parts of one kind. */
export interface Look {
  /** One of several: "Field 3". */
  one(n: number, it: Loose): string;
  /** It is known by its number in the names of places too (and in a card), and not by its first text. */
  numbered?: boolean;
  /** The button for another one, where there are so many. */
  add(n: number): string;
  /** Instead of the title and the hint of the list. */
  title?(): string;
  help?(): string;
  /** Said where there is none. */
  empty?(): ComponentChildren;
  /** What is shown of one; all but its id when it is left out. */
  rows?: Rows;
  /** A field that says nothing of this part as it is now. */
  hides?(name: string, it: Loose, definition: Loose): boolean;
  /** Longer texts without Markdown. */
  plain?: readonly string[];
  /** In cards that can be folded, and what is said of a folded one; else each part is a line. */
  card?: { line: string; marks(it: Loose): string; open?: boolean };
  /** What a new one takes over from those that are there. */
  begin?(parts: readonly Loose[]): object;
  /** Asked before it goes; a line without a question goes at once. */
  question?(it: Loose, path: string, definition: Authored): string;
  /** The id may be renamed; what that does, told before it is done. */
  renamed?(id: string): string;
}

export interface OwnProps {
  spot: Spot;
  it: Loose;
  path: string;
}

/** What the forms need of a block: how its parts look, and which fields have a control of their own. */
export interface Formed {
  looks: Readonly<Record<string, Look>>;
  /** By kind of part and field: "Scene.picture". */
  own: Readonly<Record<string, ComponentType<OwnProps>>>;
  /** Which parts a field may name, of those that its description lists: "Definition.start_field". */
  refers: Readonly<Record<string, (part: Loose) => boolean>>;
}

export interface FormedKind extends Kind<Authored>, Formed {
  /** The parts of this list of the whole have a page each. */
  outlined(list: string): boolean;
}

/** The desk of a block whose editor follows from its definition. */
export const useForms = (): Desk<Authored> & { kind: FormedKind } => useDesk() as Desk<Authored> & { kind: FormedKind };

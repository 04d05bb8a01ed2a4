/** What every part of the editor can reach: the work, and the few things one can do with it. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Authored } from "../content/variants";
import type { Kind } from "./kind";
import { type Finding, Level, type Opening, type Setting } from "./opening";
import type { Server } from "./server";
import type { Place, State } from "./state";

export interface Desk<D extends Authored> {
  opening: Opening;
  server: Server;
  kind: Kind<D>;
  state: State<D>;
  /** Edits that share a key and follow each other closely are undone together. */
  edit(change: (definition: D) => D, key?: string): void;
  set(name: string, value: Setting): void;
  go(place: Place): void;
  /** Remembers a choice of the view, such as the variant beside the source. */
  choose(name: string, value: string): void;
  /** Opens the field that a finding is about. */
  jump(path: string): void;
  /** Tells people who don't see the page what happened. */
  say(sentence: string): void;
}

/** Kept untyped in the definition, because one context serves every block. */
const DeskContext = createContext<unknown>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk<D extends Authored = Authored>(): Desk<D> {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("this part of the editor stands outside of it");
  return desk as Desk<D>;
}

const ORDER = [Level.Error, Level.Warning, Level.Note];

export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));

/** What is to be said beside one field: findings of the checks, and what the last save refused. */
export function findingsAt(state: State<Authored>, path: string): Finding[] {
  const refused = state.problem?.fields[path];
  const found = state.findings.filter((one) => one.path === path);
  return refused ? [{ code: "refused", level: Level.Error, path, message: refused }, ...found] : found;
}

/** The gravest finding inside a part, for its mark in an outline. */
export function worstIn(findings: readonly Finding[], owner: string): Level | null {
  const inside = findings.filter((one) => one.path === owner || one.path.startsWith(`${owner}/`));
  return bySeverity(inside)[0]?.level ?? null;
}

/**
 * What the editor knows at one moment, and how each event changes it. Pure: no clock, no network.
 */
import { same } from "../content/merge";
import type { Finding, Setting, Settings } from "./opening";

export interface Work<D> {
  definition: D;
  settings: Settings;
}

/** The tabs that every block has; its own have names of its own. */
export enum Tab {
  Languages = "languages",
  Findings = "findings",
  Preview = "preview",
  Compare = "compare",
}

/** Where in the editor something is edited: a tab, what is selected there, and one field of it. */
export interface Place {
  tab: string;
  item?: string;
  field?: string;
}

export interface Problem {
  message: string;
  /** Sentences by path of the field or name of the setting. */
  fields: Readonly<Record<string, string>>;
}

export interface Theirs<D> extends Work<D> {
  digest: string;
}

export interface State<D> {
  work: Work<D>;
  /** What the server holds, as far as we know. */
  saved: Work<D>;
  digest: string;
  findings: readonly Finding[];
  /** False while the last check could not be made. */
  checked: boolean;
  past: readonly Work<D>[];
  /** Keystrokes in one field, close together, are one step back. */
  lastEdit: { key: string; at: number };
  tab: string;
  /** What is selected in each tab, and other choices of the view that outlive a change of tabs. */
  chosen: Readonly<Record<string, string>>;
  /** A field that waits for the focus; `turn` tells one wish from the next. */
  wanted: { field: string; turn: number };
  saving: boolean;
  problem: Problem | null;
  /** What somebody else saved meanwhile, until the author has decided. */
  theirs: Theirs<D> | null;
}

export type Event<D> =
  | { type: "edit"; change: (definition: D) => D; key: string; at: number }
  | { type: "setting"; name: string; value: Setting; at: number }
  | { type: "undo" }
  | { type: "checked"; findings: readonly Finding[] }
  | { type: "unchecked" }
  | { type: "go"; place: Place }
  | { type: "choose"; name: string; value: string }
  | { type: "saving" }
  | { type: "saved"; sent: Work<D>; answer: Theirs<D>; findings: readonly Finding[] | null }
  | { type: "refused"; problem: Problem }
  | { type: "stale"; theirs: Theirs<D> }
  | { type: "decided"; work: Work<D> }
  | { type: "later" }
  | { type: "restored"; work: Work<D>; saved: Work<D>; digest: string };

const STEPS = 100;
const PAUSE = 1500;

export function opened<D>(work: Work<D>, digest: string, findings: readonly Finding[], tab: string): State<D> {
  return {
    work,
    saved: work,
    digest,
    findings,
    checked: true,
    past: [],
    lastEdit: { key: "", at: 0 },
    tab,
    chosen: {},
    wanted: { field: "", turn: 0 },
    saving: false,
    problem: null,
    theirs: null,
  };
}

export const isUnsaved = <D>(state: State<D>): boolean => state.work !== state.saved && !same(state.work, state.saved);

function edited<D>(state: State<D>, work: Work<D>, key: string, at: number): State<D> {
  const goesOn = key !== "" && key === state.lastEdit.key && at - state.lastEdit.at < PAUSE;
  const past = goesOn ? state.past : [...state.past, state.work].slice(-STEPS);
  return { ...state, work, past, lastEdit: { key, at } };
}

export function next<D>(state: State<D>, event: Event<D>): State<D> {
  switch (event.type) {
    case "edit": {
      const definition = event.change(state.work.definition);
      if (definition === state.work.definition) return state;
      return edited(state, { ...state.work, definition }, event.key, event.at);
    }
    case "setting": {
      const settings = { ...state.work.settings, [event.name]: event.value };
      return edited(state, { ...state.work, settings }, `setting ${event.name}`, event.at);
    }
    case "undo": {
      const work = state.past[state.past.length - 1];
      if (!work) return state;
      return { ...state, work, past: state.past.slice(0, -1), lastEdit: { key: "", at: 0 } };
    }
    case "checked":
      return { ...state, findings: event.findings, checked: true };
    case "unchecked":
      return { ...state, checked: false };
    case "go":
      return gone(state, event.place);
    case "choose":
      return { ...state, chosen: { ...state.chosen, [event.name]: event.value } };
    case "saving":
      return { ...state, saving: true, problem: null };
    case "saved":
      return saved(state, event.sent, event.answer, event.findings);
    case "refused":
      return { ...state, saving: false, problem: event.problem };
    case "stale":
      return { ...state, saving: false, problem: null, theirs: event.theirs };
    case "decided":
      return decided(state, event.work);
    case "later":
      return { ...state, theirs: null };
    case "restored":
      return { ...edited(state, event.work, "", 0), saved: event.saved, digest: event.digest };
  }
}

function gone<D>(state: State<D>, place: Place): State<D> {
  const chosen = place.item === undefined ? state.chosen : { ...state.chosen, [place.tab]: place.item };
  const wanted = place.field === undefined ? state.wanted : { field: place.field, turn: state.wanted.turn + 1 };
  return { ...state, tab: place.tab, chosen, wanted };
}

/** What was typed while the save was on its way stays, as unsaved work on the new base. */
function saved<D>(state: State<D>, sent: Work<D>, answer: Theirs<D>, findings: readonly Finding[] | null): State<D> {
  const readBack = { definition: answer.definition, settings: answer.settings };
  return {
    ...state,
    work: state.work === sent ? readBack : state.work,
    saved: readBack,
    digest: answer.digest,
    findings: findings ?? state.findings,
    saving: false,
    problem: null,
    theirs: null,
  };
}

/** Whatever was chosen stands on their state now, so the next save is not stale. */
function decided<D>(state: State<D>, work: Work<D>): State<D> {
  if (!state.theirs) return state;
  const { definition, settings, digest } = state.theirs;
  return { ...edited(state, work, "", 0), saved: { definition, settings }, digest, theirs: null };
}

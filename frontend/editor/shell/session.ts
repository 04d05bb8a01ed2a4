/**
 * One author's sitting at one block: holds the state, keeps a copy of unsaved work, has the checks
 * made after each pause, and saves.
 */
import { merged } from "../content/merge";
import type { Authored } from "../content/variants";
import { readWhole } from "../definition/description";
import type { Draft, Drafts } from "./drafts";
import type { Kind } from "./kind";
import { type Opening, readOpening, type Settings } from "./opening";
import type { Content, Refusal, SavedAnswer, Server } from "./server";
import { type Event, isUnsaved, next, opened, type State, type Theirs, type Work } from "./state";
import { t } from "./words";

export enum Closing {
  Saved = "saved",
  Cancelled = "cancelled",
}

const KEEP_AFTER = 300;
const CHECK_AFTER = 600;

export interface Session<D extends Authored> {
  readonly kind: Kind<D>;
  readonly opening: Opening;
  readonly server: Server;
  state(): State<D>;
  send(event: Event<D>): void;
  listen(heard: () => void): () => void;
  unsaved(): boolean;
  /** Unsaved work of an earlier sitting, until it is taken or dropped. */
  draft(): Draft | null;
  takeDraft(): void;
  dropDraft(): void;
  /** False when the browser keeps no copy of unsaved work. */
  keepsCopies(): boolean;
  save(): Promise<void>;
  keepMine(): void;
  takeTheirs(): void;
  combine(): void;
  /** The author gives the unsaved work up, and the frame around the editor closes by itself. */
  giveUp(): void;
  /** The author leaves by our own button. */
  leave(): void;
}

export interface Parts<D extends Authored> {
  kind: Kind<D>;
  opening: Partial<Opening>;
  server: Server;
  drafts: Drafts;
  closed(how: Closing): void;
}

export function openSession<D extends Authored>(parts: Parts<D>): Session<D> {
  const { kind, server, drafts, closed } = parts;
  const opening = readOpening(parts.opening);
  const read = (content: Content): Work<D> => ({
    definition: readWhole<D>(kind.description, content.definition),
    settings: (content.settings ?? {}) as Settings,
  });
  const theirs = (answer: SavedAnswer): Theirs<D> => ({ ...read(answer), digest: String(answer.digest ?? "") });

  let state = opened<D>(read(opening), opening.digest, opening.findings, kind.tabs[0]?.name ?? "findings");
  let offered = drafts.find();
  let keeps = true;
  let ended = false;
  let keepTimer = 0;
  let checkTimer = 0;
  const listeners = new Set<() => void>();

  function send(event: Event<D>): void {
    const before = state;
    state = next(state, event);
    if (state.work !== before.work) changed();
    for (const heard of [...listeners]) heard();
  }

  function changed(): void {
    window.clearTimeout(keepTimer);
    window.clearTimeout(checkTimer);
    if (ended) return;
    keepTimer = window.setTimeout(keepOrDrop, KEEP_AFTER);
    checkTimer = window.setTimeout(check, CHECK_AFTER);
  }

  function keepOrDrop(): void {
    // An older draft that waits for its answer is not dropped because nothing new was written.
    if (isUnsaved(state)) keepNow();
    else if (!offered) drafts.drop();
  }

  function keepNow(): void {
    if (!isUnsaved(state)) return;
    const kept = drafts.keep({ ...state.work, digest: state.digest, saved: state.saved, at: Date.now() });
    if (kept === keeps) return;
    keeps = kept;
    for (const heard of [...listeners]) heard();
  }

  async function check(): Promise<void> {
    const asked = state.work;
    const answer = await server.check(asked);
    // An answer about an older text would mark the wrong places; its own check is on the way.
    if (ended || state.work !== asked) return;
    send(answer.ok ? { type: "checked", findings: answer.value.findings ?? [] } : { type: "unchecked" });
  }

  async function save(): Promise<void> {
    if (state.saving) return;
    send({ type: "saving" });
    const sent = state.work;
    const answer = await server.save(sent, state.digest);
    if (!answer.ok) return refused(answer.refusal);
    send({ type: "saved", sent, answer: theirs(answer.value), findings: answer.value.findings ?? null });
    if (isUnsaved(state)) return keepNow();
    drafts.drop();
    closed(Closing.Saved);
  }

  function refused(refusal: Refusal): void {
    keepNow();
    if (refusal.status === 409 && refusal.body.definition)
      send({ type: "stale", theirs: theirs(refusal.body as unknown as SavedAnswer) });
    else send({ type: "refused", problem: { message: refusal.message, fields: refusal.fields } });
  }

  function giveUp(): void {
    ended = true;
    window.clearTimeout(keepTimer);
    window.clearTimeout(checkTimer);
    window.removeEventListener("pagehide", keepNow);
    // A draft that was offered and not answered is offered again next time.
    if (offered) drafts.keep(offered);
    else drafts.drop();
  }
  window.addEventListener("pagehide", keepNow);

  return {
    kind,
    opening,
    server,
    state: () => state,
    send,
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    unsaved: () => !ended && isUnsaved(state),
    draft: () => offered,
    takeDraft() {
      if (!offered) return;
      const { digest, saved, ...content } = offered;
      offered = null;
      send({ type: "restored", work: read(content), saved: read(saved), digest });
    },
    dropDraft() {
      offered = null;
      keepOrDrop();
      for (const heard of [...listeners]) heard();
    },
    keepsCopies: () => keeps,
    save,
    keepMine: () => send({ type: "decided", work: state.work }),
    takeTheirs: () => state.theirs && send({ type: "decided", work: workOf(state.theirs) }),
    combine: () =>
      state.theirs && send({ type: "decided", work: merged(state.saved, state.work, workOf(state.theirs)) }),
    giveUp,
    leave() {
      giveUp();
      closed(Closing.Cancelled);
    },
  };
}

const workOf = <D>({ definition, settings }: Theirs<D>): Work<D> => ({ definition, settings });

/** "Findings: 3 · Unsaved changes": what the bar at the top says. */
export function standing<D extends Authored>(session: Session<D>): string {
  const state = session.state();
  const parts = [
    state.findings.length ? t("Findings: {n}", { n: state.findings.length }) : t("No findings"),
    state.saving ? t("Saving …") : session.unsaved() ? t("Unsaved changes") : t("No unsaved changes"),
  ];
  if (!state.checked) parts.push(t("The checks could not be made"));
  if (!session.keepsCopies()) parts.push(t("This browser keeps no copy of unsaved work"));
  return parts.join(" · ");
}

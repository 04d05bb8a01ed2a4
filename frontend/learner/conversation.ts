/** One block's talk with its server: a form goes out, the answer's page comes in, one at a time. */
import type { Autosave } from "./autosave";
import { collect } from "./collect";
import type { Conflicts } from "./conflicts";
import type { Drafts, Sent } from "./drafts";
import { focusIsLost, focusOn } from "./focus";
import { marked } from "./marks";
import { isServed, openOn, putBack, showBehind, typedIn } from "./now";
import { type Outcome, post } from "./post";
import type { Problem, Problems } from "./problems";
import type { Status } from "./status";
import type { Answer, Body, Refusal } from "./types";
import type { Words } from "./words";

interface Message {
  form: HTMLFormElement;
  action: string;
  body: Body;
  sent: Sent;
  /** It went out by itself: nobody's reading is moved, and what comes of it is told beside the form. */
  quiet: boolean;
}

/** What the conversation needs from the page that it stands on. */
export interface Page {
  root: HTMLElement;
  user: string;
  address(action: string): string;
  words: Words;
  status: Status;
  problems: Problems;
  drafts: Drafts;
  autosave: Autosave;
  conflicts: Conflicts;
  /** Makes what the server sent usable with a script. */
  prepare(within: Element): void;
  /** Shows the copies whose field is gone. */
  orphans(): void;
}

export class Conversation {
  private talking: Message | null = null;
  private pressed: { form: HTMLFormElement; submitter: HTMLElement | null } | null = null;
  private readonly waiting = new Set<HTMLFormElement>();
  /** The page as the server sent it last. */
  private served = "";
  /** How often somebody has sent something. */
  private turn = 0;

  constructor(private readonly page: Page) {
    this.remember();
  }

  /** Shows what stands now, where that is something else than what is shown; nobody's words are lost over it. Answers whether it did. */
  async refresh(): Promise<boolean> {
    const { root, user, address, status } = this.page;
    const { turn } = this;
    if (!root.isConnected) return false;
    const open = openOn(root);
    const body: Body = open ? { [open.name]: open.value } : {};
    const outcome = await post({ url: address("show"), body, user }, () => {});
    if (!root.isConnected || turn !== this.turn) return false;
    if (outcome.kind === "refused") {
      const { error } = outcome.answer;
      status.show(typeof error === "object" ? (error.message ?? "") : "", true);
    }
    if (outcome.kind !== "answer" || isServed(outcome.answer.html ?? "", this.served)) return false;
    if (outcome.answer.words) this.page.words.learn(outcome.answer.words);
    const typed = typedIn(root);
    const part = this.swap(outcome.answer, root);
    if (part) putBack(part, typed);
    return true;
  }

  /**
   * Sends a form; while another is on its way a second press does nothing: the server would only refuse it.
   * What saves itself swallows no press: nobody has seen it go out.
   */
  submit(form: HTMLFormElement, submitter: HTMLElement | null = null): void {
    if (this.talking?.quiet) this.pressed = { form, submitter };
    if (this.talking) return;
    const action = submitter?.dataset.wmAction ?? form.dataset.wmAction;
    if (!action) return;
    const { drafts, autosave } = this.page;
    autosave.sending(form);
    void this.send({ form, action, body: collect(form, submitter), sent: drafts.sentBy(form), quiet: false });
  }

  /** A switch that sends itself must not show one thing and mean another: it waits for its turn. */
  submitWhenFree(form: HTMLFormElement): void {
    if (this.talking) this.waiting.add(form);
    else if (this.page.autosave.watches(form)) this.save(form);
    else this.submit(form);
  }

  /** Sends of a form only what was touched, so that a slip in one field keeps no other from being saved. */
  private save(form: HTMLFormElement): void {
    const { drafts, autosave } = this.page;
    const action = form.dataset.wmAction;
    const body = action ? autosave.touchedOf(form, collect(form, null)) : null;
    if (!action || !body) return;
    void this.send({ form, action, body, sent: drafts.sentBy(form, Object.keys(body)), quiet: true });
  }

  private async send(message: Message): Promise<void> {
    if (this.talking) return;
    const { root, user, address, words, status } = this.page;
    this.talking = message;
    this.turn += 1;
    status.busy(message.form, words("sending"));
    const letter = { url: address(message.action), body: message.body, user };
    const outcome = await post(letter, () => status.show(words("retrying"), true));
    this.talking = null;
    const settled = outcome.kind === "answer" && this.page.drafts.settle(message.sent);
    // The reader has gone to another page meanwhile: nothing is left to show it on.
    if (!root.isConnected) return;
    status.idle(message.form);
    if (settled && !message.quiet) status.show(words("saved"));
    this.take(outcome, message);
    // Whoever wrote words that were not taken decides anew: they may have wanted to sign with them.
    if (outcome.kind !== "answer") this.pressed = null;
    this.goOn();
  }

  private take(outcome: Outcome, message: Message): void {
    if (outcome.kind === "answer") this.accept(outcome.answer, message);
    else if (outcome.kind === "refused") this.refuse(outcome.answer, outcome.again, message);
    else this.complain(message, { message: this.page.words(outcome.kind) }, outcome.again);
  }

  private accept(answer: Answer, message: Message): void {
    const { root, problems, status, autosave } = this.page;
    const { form, quiet } = message;
    problems.clear();
    if (answer.words) this.page.words.learn(answer.words);
    const part = this.swap(answer, form, true);
    if (quiet) {
      autosave.saved(form, answer.reads ?? {});
      return;
    }
    if (autosave.watches(form)) autosave.saved(form, {});
    // A switch that stays where it is keeps the focus, unless the server names a better place.
    if (answer.focus || focusIsLost()) focusOn(root, part ?? form, answer.focus);
    status.announce(answer.announce ?? "");
  }

  /** What the server shows now comes first; then the reason, at the form that it is about, if that is still there. */
  private refuse(answer: Answer, again: boolean, message: Message): void {
    const error: Refusal = typeof answer.error === "object" ? answer.error : { message: answer.error ?? "" };
    const sentence = error.message || this.page.words("server_error");
    if (answer.conflicts) {
      this.page.autosave.failed(message.form, sentence);
      this.page.conflicts.show(answer.conflicts, message.quiet);
      // Whoever pressed a button hears what came of it, in words too.
      if (!message.quiet) this.page.status.announce(sentence);
      return;
    }
    const part = this.swap(answer, message.form);
    // What the page of today has no field for, and the server did not give back itself.
    if (part && !part.querySelector("[data-wm-unsaved]")) this.page.orphans();
    const problem = { message: sentence, fields: error.fields ?? {} };
    this.complain({ ...message, form: this.sameForm(part, message) }, problem, again, part);
  }

  private complain(message: Message, problem: Problem, again: boolean, part: Element | null = null): void {
    const { root, problems, words, autosave } = this.page;
    const { form, quiet, body } = message;
    if (quiet && !part) {
      autosave.failed(form, problem.message, body);
      problems.mark(placeOf(form), problem.fields);
      return;
    }
    const retry = { label: words("try_again"), act: () => void this.send(message) };
    const place = form.isConnected ? placeOf(form) : (part ?? root.querySelector("[data-wm-part]") ?? root);
    problems.show(place, again ? { ...problem, again: retry } : problem);
  }

  /** Puts the answer's page into its part and answers the part, or nothing when the page stays as it is. */
  private swap(answer: Answer, form: HTMLElement, done = false): Element | null {
    if (answer.html === undefined) return null;
    const { root, drafts, prepare } = this.page;
    const name = answer.part ?? form.dataset.wmPartTarget ?? "page";
    const part = marked(root, "part", name);
    if (!part) return null;
    // What a person has opened stays open; only the box of a form that is done with closes.
    const own = done ? form.closest("details:not([data-wm-problems])") : null;
    const folds = Array.from(part.querySelectorAll<HTMLDetailsElement>("details[data-wm-keep]"), (fold) => ({
      name: fold.dataset.wmKeep ?? "",
      open: fold.open,
      kept: fold !== own,
    }));
    const open = openOn(part);
    if (open && open.value === answer.thing) showBehind(open, answer.html);
    else part.innerHTML = answer.html;
    this.remember();
    for (const { name: fold, open, kept } of folds) {
      const same = kept ? marked(part, "keep", fold) : null;
      if (same instanceof HTMLDetailsElement) same.open = open;
    }
    prepare(part);
    drafts.restore(part);
    return part;
  }

  private remember(): void {
    this.served = this.page.root.querySelector("[data-wm-part]")?.innerHTML ?? "";
  }

  private sameForm(part: Element | null, { form, action }: Message): HTMLFormElement {
    const name = form.dataset.wmForm;
    const same = part && (name ? marked(part, "form", name) : marked(part, "action", action)?.closest("form"));
    return same instanceof HTMLFormElement ? same : form;
  }

  /** The page of what was saved may have brought the pressed form anew. */
  private pressAgain(form: HTMLFormElement, submitter: HTMLElement | null): void {
    const same = form.isConnected ? form : marked(this.page.root, "form", form.dataset.wmForm ?? "");
    if (same instanceof HTMLFormElement) this.submit(same, submitter?.isConnected ? submitter : null);
  }

  private goOn(): void {
    const { pressed } = this;
    this.pressed = null;
    if (pressed) this.pressAgain(pressed.form, pressed.submitter);
    if (this.talking) return;
    for (const form of this.waiting) {
      this.waiting.delete(form);
      if (form.isConnected) this.submitWhenFree(form);
      if (this.talking) return;
    }
  }
}

/** Where problems of a form are told: a form whose fields stand outside it (a section's) names a box around them. */
function placeOf(form: HTMLFormElement): Element {
  return (form.dataset.wmAutosave !== undefined && form.closest("[data-wm-problems]")) || form;
}

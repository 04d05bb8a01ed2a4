/** One block's talk with its server: a form goes out, the answer's page comes in, one at a time. */
import { collect } from "./collect";
import type { Drafts, Sent } from "./drafts";
import { focusIsLost, focusOn } from "./focus";
import { marked } from "./marks";
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
}

export class Conversation {
  private talking = false;
  private waiting: HTMLFormElement | null = null;

  constructor(private readonly page: Page) {}

  /** Sends a form; while another is on its way a second press does nothing: the server would only refuse it. */
  submit(form: HTMLFormElement, submitter: HTMLElement | null = null): void {
    const action = submitter?.dataset.wmAction ?? form.dataset.wmAction;
    if (!action) return;
    const { drafts } = this.page;
    void this.send({ form, action, body: collect(form, submitter), sent: drafts.sentBy(form) });
  }

  /** A switch that sends itself must not show one thing and mean another: it waits for its turn. */
  submitWhenFree(form: HTMLFormElement): void {
    if (this.talking) this.waiting = form;
    else this.submit(form);
  }

  private async send(message: Message): Promise<void> {
    if (this.talking) return;
    const { root, user, address, words, status } = this.page;
    this.talking = true;
    status.busy(message.form, words("sending"));
    const letter = { url: address(message.action), body: message.body, user };
    const outcome = await post(letter, () => status.show(words("retrying"), true));
    this.talking = false;
    const settled = outcome.kind === "answer" && this.page.drafts.settle(message.sent);
    // The reader has gone to another page meanwhile: nothing is left to show it on.
    if (!root.isConnected) return;
    status.idle(message.form);
    if (settled) status.show(words("saved"));
    this.take(outcome, message);
    this.goOn();
  }

  private take(outcome: Outcome, message: Message): void {
    if (outcome.kind === "answer") this.accept(outcome.answer, message);
    else if (outcome.kind === "refused") this.refuse(outcome.answer, outcome.again, message);
    else this.complain(message, { message: this.page.words(outcome.kind) }, outcome.again);
  }

  private accept(answer: Answer, { form }: Message): void {
    const { root, problems, status } = this.page;
    problems.clear();
    if (answer.words) this.page.words.learn(answer.words);
    const part = this.swap(answer, form);
    // A switch that stays where it is keeps the focus, unless the server names a better place.
    if (answer.focus || focusIsLost()) focusOn(root, part ?? form, answer.focus);
    status.announce(answer.announce ?? "");
  }

  /** What the server shows now comes first; then the reason, at the form that it is about, if that is still there. */
  private refuse(answer: Answer, again: boolean, message: Message): void {
    const error: Refusal = typeof answer.error === "object" ? answer.error : { message: answer.error ?? "" };
    const part = this.swap(answer, message.form);
    const problem = { message: error.message || this.page.words("server_error"), fields: error.fields ?? {} };
    this.complain({ ...message, form: this.sameForm(part, message) }, problem, again, part);
  }

  private complain(message: Message, problem: Problem, again: boolean, part: Element | null = null): void {
    const { root, problems, words } = this.page;
    const retry = { label: words("try_again"), act: () => void this.send(message) };
    const place = message.form.isConnected ? message.form : (part ?? root.querySelector("[data-wm-part]") ?? root);
    problems.show(place, again ? { ...problem, again: retry } : problem);
  }

  /** Puts the answer's page into its part and answers the part, or nothing when the page stays as it is. */
  private swap(answer: Answer, form: HTMLFormElement): Element | null {
    if (answer.html === undefined) return null;
    const { root, drafts } = this.page;
    const name = answer.part ?? form.dataset.wmPartTarget ?? "page";
    const part = marked(root, "part", name);
    if (!part) return null;
    part.innerHTML = answer.html;
    drafts.restore(part);
    return part;
  }

  private sameForm(part: Element | null, { form, action }: Message): HTMLFormElement {
    return (part && marked(part, "action", action)?.closest("form")) ?? form;
  }

  private goOn(): void {
    const form = this.waiting;
    this.waiting = null;
    if (form?.isConnected) this.submit(form);
  }
}

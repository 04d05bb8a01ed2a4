/**
 * Says what went wrong where the person is, each sentence once: beside its field, which a summary names and leads to.
 * The summary takes the focus. The pattern is GOV.UK Frontend's error summary.
 */
import { moveTo } from "./focus";
import { marked } from "./marks";
import type { Words } from "./words";

export interface Problem {
  message: string;
  fields?: Record<string, string>;
  again?: { label: string; act: () => void };
}

export const CONTROLS = "input:not([type=hidden]), select, textarea";
const NOT_ITS_NAME = `${CONTROLS}, button, .wm-hint, .wm-field-error, .wm-visually-hidden`;
const DESCRIBED = "aria-describedby";
let count = 0;

export class Problems {
  /** What takes a field's error away again. */
  private undo: (() => void)[] = [];

  /** `suffix` tells this block's element ids from another block's on the same page. */
  constructor(
    private readonly suffix: string,
    private readonly words: Words,
  ) {}

  clear(): void {
    for (const step of this.undo.splice(0)) step();
  }

  /** Shows the problem at the top of a form (or a part) and moves the focus to it. */
  show(place: Element, { message, fields = {}, again }: Problem): void {
    this.clear();
    const summary = make("div", "wm-problem");
    summary.setAttribute("role", "alert");
    summary.tabIndex = -1;
    const entries = Object.entries(fields);
    const links = entries.flatMap(([name, sentence]) => this.markOne(place, name, sentence, message) ?? []);
    const isSaidThere = links.some((line) => line.firstElementChild) && Object.values(fields).includes(message);
    summary.append(make("p", "wm-problem-text", isSaidThere ? this.words("correct") : message));
    if (links.length) {
      const list = make("ul", "wm-problem-list");
      list.append(...links);
      summary.append(list);
    }
    if (again) summary.append(button("wm-button wm-button--quiet", again.label, again.act));
    // Nothing may stand in a fold before its own line.
    const line = place.querySelector(":scope > summary");
    if (line) line.after(summary);
    else place.prepend(summary);
    this.undo.push(() => summary.remove());
    moveTo(summary);
  }

  /** Only marks the fields: for what went out by itself while somebody is writing elsewhere. */
  mark(place: Element, fields: Record<string, string> = {}): void {
    this.clear();
    for (const [name, sentence] of Object.entries(fields)) this.markOne(place, name, sentence, "");
  }

  /**
   * Marks one field and answers its line in the summary, which names it. A field that is not on the page is told there
   * only, if the summary does not say the same anyway.
   */
  private markOne(place: Element, name: string, sentence: string, said: string): HTMLElement | null {
    const line = make("li", "");
    const field = marked(place, "field", name);
    const control = field?.matches(CONTROLS) ? field : field?.querySelector<HTMLElement>(CONTROLS);
    if (!field || !control) {
      if (sentence === said) return null;
      line.textContent = sentence;
      return line;
    }
    const called = nameOf(field, control) || sentence;
    const note = make("span", "wm-field-error", sentence);
    note.id = `wm-error-${this.suffix}-${++count}`;
    this.attach(field, control, note);
    // A button and no link: the frame's <base target="_parent"> would send "#…" to the page around it.
    line.append(button("wm-problem-link", called, () => moveTo(control)));
    return line;
  }

  /** Radio buttons and checkboxes are described as the group that they are, other controls by themselves. */
  private attach(field: HTMLElement, control: HTMLElement, note: HTMLElement): void {
    const grouped = field.matches("fieldset, [role=group], [role=radiogroup]");
    const subject = grouped ? field : control;
    const legend = field.querySelector("legend");
    if (legend) legend.after(note);
    // Inside a label the sentence would become part of the field's name.
    else (control.closest("label") ?? control).before(note);
    const before = subject.getAttribute(DESCRIBED);
    subject.setAttribute(DESCRIBED, before ? `${before} ${note.id}` : note.id);
    if (!grouped) subject.setAttribute("aria-invalid", "true");
    field.classList.add("wm-field--wrong");
    this.undo.push(() => {
      note.remove();
      field.classList.remove("wm-field--wrong");
      subject.removeAttribute("aria-invalid");
      if (before) subject.setAttribute(DESCRIBED, before);
      else subject.removeAttribute(DESCRIBED);
    });
  }
}

/** What a field is called: by its legend or its label, without what stands in it or beside it. */
function nameOf(field: HTMLElement, control: HTMLElement): string {
  const label = field.querySelector("legend") ?? (control as HTMLInputElement).labels?.[0];
  const copy = label?.cloneNode(true) as Element | undefined;
  for (const other of copy?.querySelectorAll(NOT_ITS_NAME) ?? []) other.remove();
  return copy?.textContent?.replace(/\s+/g, " ").trim() || control.getAttribute("aria-label") || "";
}

function make(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function button(className: string, text: string, act: () => void): HTMLElement {
  const element = make("button", className, text) as HTMLButtonElement;
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

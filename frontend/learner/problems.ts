/**
 * Says what went wrong where the person is: a summary that takes the focus, and a sentence beside each field.
 * The pattern is GOV.UK Frontend's error summary.
 */
import { moveTo } from "./focus";
import { marked } from "./marks";

export interface Problem {
  message: string;
  fields?: Record<string, string>;
  again?: { label: string; act: () => void };
}

export const CONTROLS = "input:not([type=hidden]), select, textarea";
const DESCRIBED = "aria-describedby";
let count = 0;

export class Problems {
  /** What takes a field's error away again. */
  private undo: (() => void)[] = [];

  /** `suffix` tells this block's element ids from another block's on the same page. */
  constructor(private readonly suffix: string) {}

  clear(): void {
    for (const step of this.undo.splice(0)) step();
  }

  /** Shows the problem at the top of a form (or a part) and moves the focus to it. */
  show(place: Element, { message, fields = {}, again }: Problem): void {
    this.clear();
    const summary = make("div", "wm-problem");
    summary.setAttribute("role", "alert");
    summary.tabIndex = -1;
    summary.append(make("p", "wm-problem-text", message));
    const links = Object.entries(fields).map(([name, sentence]) => this.markOne(place, name, sentence));
    if (links.length) {
      const list = make("ul", "wm-problem-list");
      list.append(...links);
      summary.append(list);
    }
    if (again) summary.append(button("wm-button wm-button--quiet", again.label, again.act));
    place.prepend(summary);
    this.undo.push(() => summary.remove());
    moveTo(summary);
  }

  /** Only marks the fields: for what went out by itself while somebody is writing elsewhere. */
  mark(place: Element, fields: Record<string, string> = {}): void {
    this.clear();
    for (const [name, sentence] of Object.entries(fields)) this.markOne(place, name, sentence);
  }

  /** Marks one field and answers its line in the summary; a field that is not on the page is told there only. */
  private markOne(place: Element, name: string, sentence: string): HTMLElement {
    const line = make("li", "");
    const field = marked(place, "field", name);
    const control = field?.matches(CONTROLS) ? field : field?.querySelector<HTMLElement>(CONTROLS);
    if (!field || !control) {
      line.textContent = sentence;
      return line;
    }
    const note = make("span", "wm-field-error", sentence);
    note.id = `wm-error-${this.suffix}-${++count}`;
    this.attach(field, control, note);
    // A button and no link: the frame's <base target="_parent"> would send "#…" to the page around it.
    line.append(button("wm-problem-link", sentence, () => moveTo(control)));
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

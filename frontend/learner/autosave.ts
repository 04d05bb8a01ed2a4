/**
 * Saves forms that ask for it by themselves: when a field is left, and three seconds after the last key.
 * What was saved when stands beside the form; nobody's cursor is moved.
 */
import type { Control } from "./collect";
import { marked } from "./marks";
import type { Body } from "./types";
import { countryOf, type Words } from "./words";

const IDLE = 3000;

export class Autosave {
  private readonly touched = new Map<HTMLFormElement, Set<string>>();
  private readonly timers = new Map<HTMLFormElement, number>();

  constructor(
    private readonly root: Element,
    private readonly words: Words,
    private readonly send: (form: HTMLFormElement) => void,
  ) {}

  watches(form: HTMLFormElement | null): boolean {
    return form?.dataset.wmAutosave !== undefined;
  }

  /** A field of such a form was written in (`now` false) or left. */
  touch(control: Control, now: boolean): void {
    const { form } = control;
    if (!form || !this.watches(form)) return;
    const fields = this.touched.get(form) ?? new Set();
    this.touched.set(form, fields.add(fieldOf(control.name)));
    this.wait(form, now ? 0 : IDLE);
  }

  /** The form goes out whole: nothing of it is left to save. */
  sending(form: HTMLFormElement): void {
    clearTimeout(this.timers.get(form));
    this.touched.delete(form);
  }

  /** Of a form's body what was touched, beside what names the form and what was read; nothing when nothing was. */
  touchedOf(form: HTMLFormElement, body: Body): Body | null {
    const fields = this.touched.get(form);
    this.sending(form);
    if (!fields?.size) return null;
    const chosen = Object.entries(body).filter(([name]) => !/^[fr]-/.test(name) || fields.has(fieldOf(name)));
    return { ...Object.fromEntries(chosen), quiet: true };
  }

  /** It is there: the page now shows what has these names, and says when that was. */
  saved(form: HTMLFormElement, reads: Record<string, string>): void {
    for (const [name, value] of Object.entries(reads)) {
      const control = form.elements.namedItem(name);
      if (control instanceof HTMLInputElement) control.value = value;
    }
    const time = new Date().toLocaleTimeString(countryOf(document.documentElement.lang), { timeStyle: "short" });
    this.tell(form, this.words("saved_at").replace("{time}", time), true);
  }

  /** It is not: what was touched goes out again with the next change. */
  failed(form: HTMLFormElement, why: string, body: Body = {}): void {
    const names = Object.keys(body).filter((name) => name.startsWith("f-"));
    if (names.length) {
      const fields = this.touched.get(form) ?? new Set();
      for (const name of names) fields.add(fieldOf(name));
      this.touched.set(form, fields);
    }
    this.tell(form, `${this.words("not_saved")} ${why}`, false);
  }

  private wait(form: HTMLFormElement, pause: number): void {
    clearTimeout(this.timers.get(form));
    this.timers.set(
      form,
      window.setTimeout(() => form.isConnected && this.send(form), pause),
    );
  }

  private tell(form: HTMLFormElement, sentence: string, isSaved: boolean): void {
    const line = marked(this.root, "saved", form.dataset.wmForm ?? "");
    if (!line) return;
    line.textContent = sentence;
    line.classList.toggle("wm-saved--not", !isSaved);
  }
}

/** `f-tasks-2-place` and `r-tasks` both belong to the field `tasks`. */
function fieldOf(name: string): string {
  return name.split("-")[1] ?? "";
}

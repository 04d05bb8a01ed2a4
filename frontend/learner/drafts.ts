/**
 * Keeps a copy of what a person is typing, so that a closed lid or a lost line takes nothing away.
 * Copies belong to one person and one block; another person's and old ones are removed (a shared tablet).
 */
import type { Store } from "./storage";
import type { Args } from "./types";
import type { Words } from "./words";

type Text = HTMLInputElement | HTMLTextAreaElement;

/** `base` is what the server had put into the field when the typing began, `label` what the field is called. */
interface Draft {
  text: string;
  base: string;
  at: number;
  label: string;
}

/** A copy whose field is not on the page. */
export interface Orphan {
  name: string;
  label: string;
  text: string;
}

/** What one form sent, by the keys of its drafts. */
export type Sent = Map<string, string>;

const PREFIX = "wm-draft:";
const DAYS_KEPT = 7;
const DAY = 24 * 60 * 60 * 1000;

export class Drafts {
  private readonly mine: string;
  private readonly here: string;

  constructor(
    private readonly store: Store,
    private readonly words: Words,
    { user = "", usage = "" }: Args,
  ) {
    this.mine = `${PREFIX}${encodeURIComponent(user)}:`;
    this.here = `${this.mine}${encodeURIComponent(usage)}:`;
    if (user) this.tidy();
  }

  /** Another person is signed in now, or a week has gone: such copies are nobody's to read. */
  private tidy(): void {
    for (const name of this.store.kept()) {
      if (!name.startsWith(PREFIX)) continue;
      if (!name.startsWith(this.mine) || !this.read(name)) this.store.remove(name);
    }
  }

  /** Gives back what was typed before into fields that the server has not filled otherwise since. */
  restore(within: Element): void {
    for (const field of draftFields(within)) {
      const draft = this.read(this.name(field));
      if (!draft) continue;
      if (draft.text === field.value) {
        this.store.remove(this.name(field));
      } else if (field.value === "" || field.value === draft.base) {
        field.value = draft.text;
        tell(field, this.words("restored"));
      }
    }
  }

  /** Keeps each keystroke at once: there is no later when a phone runs out of power. */
  keep(field: Text): void {
    const name = this.name(field);
    if (field.value === "") {
      this.store.remove(name);
      tell(field, "");
      return;
    }
    const base = this.read(name)?.base ?? field.defaultValue;
    const lasting = this.write(name, { text: field.value, base, at: Date.now(), label: labelOf(field) });
    tell(field, lasting ? this.words("kept") : "");
  }

  /** Remembers what a form is about to send, all of it or what goes by these names. */
  sentBy(form: HTMLFormElement, names?: string[]): Sent {
    const fields = Array.from(form.elements).filter(isDraftField);
    const sent = fields.filter((field) => !names || names.includes(field.name));
    return new Map(sent.map((field) => [this.name(field), field.value]));
  }

  /** The person chose another text: the copy of this one goes. */
  drop(within: Element): void {
    for (const field of draftFields(within)) this.store.remove(this.name(field));
  }

  /** The server has it: the copy goes, unless the person typed on meanwhile. Answers whether one went. */
  settle(sent: Sent): boolean {
    let settled = false;
    for (const [name, text] of sent) {
      const draft = this.read(name);
      if (!draft) continue;
      if (draft.text === text) {
        this.store.remove(name);
        settled = true;
      } else {
        this.write(name, { ...draft, base: text });
      }
    }
    return settled;
  }

  /** Copies about one thing (its id is part of their names) for which there is no field here. */
  orphans(within: Element, about: string): Orphan[] {
    const here = new Set(draftFields(within).map((field) => this.name(field)));
    const found: Orphan[] = [];
    for (const name of this.store.kept()) {
      if (!name.startsWith(this.here) || !name.includes(about) || here.has(name)) continue;
      const draft = this.read(name);
      if (draft) found.push({ name, label: draft.label, text: draft.text });
    }
    return found;
  }

  /** The person has seen it and lets it go. */
  forget({ name }: Orphan): void {
    this.store.remove(name);
  }

  /** The person is done on this device. */
  forgetAll(): void {
    for (const name of this.store.kept()) if (name.startsWith(this.mine)) this.store.remove(name);
  }

  private name(field: Text): string {
    return this.here + (field.dataset.wmDraft ?? "");
  }

  private write(name: string, draft: Draft): boolean {
    return this.store.put(name, JSON.stringify(draft));
  }

  /** Nothing for a copy that is too old, or that is none of ours. */
  private read(name: string): Draft | null {
    try {
      const draft: Partial<Draft> | null = JSON.parse(this.store.get(name) ?? "null");
      const { text, base = "", at, label = "" } = draft ?? {};
      if (typeof text !== "string" || typeof at !== "number") return null;
      return Date.now() - at < DAYS_KEPT * DAY ? { text, base, at, label } : null;
    } catch {
      return null;
    }
  }
}

/** Answers the text field that an event came from, if it keeps drafts. */
export function draftField(target: EventTarget | null): Text | null {
  return target instanceof HTMLElement && isDraftField(target) ? target : null;
}

function isDraftField(element: Element): element is Text {
  return element.matches("input[data-wm-draft], textarea[data-wm-draft]");
}

function draftFields(within: Element): Text[] {
  return Array.from(within.querySelectorAll<Text>("input[data-wm-draft], textarea[data-wm-draft]"));
}

/** What the field is called, without what else stands in its label. */
function labelOf(field: Text): string {
  const label = field.labels?.[0];
  const words = label?.querySelector("span")?.textContent ?? label?.firstChild?.textContent ?? "";
  return words.trim().replace(/\s+/g, " ");
}

/** The note is the next one after its field. */
function tell(field: Text, sentence: string): void {
  const box = field.closest("form, [data-wm-problems]") ?? field.form;
  const notes = box?.querySelectorAll<HTMLElement>("[data-wm-draft-note]") ?? [];
  for (const note of notes) {
    if (!(field.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    note.textContent = sentence;
    note.hidden = !sentence;
    return;
  }
}

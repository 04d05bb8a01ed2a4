/** The shapes that go between the page, the platform and the server; the server's half is `core/pages`. */

/** What the platform gives each block; `element` goes back to it exactly as it came. */
export interface Runtime {
  handlerUrl(element: unknown, handler: string): string;
}

/** What `student_view` hands over: who is here, which block this is, and the sentences that only the script says. */
export interface Args {
  user?: string;
  usage?: string;
  /** On a page outside a course: whose link opened it. */
  guest?: string;
  /** True on an author's page in Studio: nothing of a learner stands there, and the page around it is another one. */
  author?: boolean;
  words?: Record<string, string>;
}

/** One submitted form as plain values. */
export type Body = Record<string, string | boolean | string[]>;

/** A refusal: what to tell the person, and at which fields. */
export interface Refusal {
  code?: string;
  message?: string;
  fields?: Record<string, string>;
}

/** A field that somebody else changed meanwhile: both texts, the name of theirs, and the control that holds it. */
export interface Conflict {
  field: string;
  read: string;
  html: string;
  control: string;
}

/** What a handler answers: the new inside of a part, where the reading goes on, and what to announce. */
export interface Answer {
  html?: string;
  part?: string;
  /** Of what is open on the page the HTML is: what stands before it stays. */
  thing?: string;
  focus?: string;
  announce?: string;
  version?: number | string;
  words?: Record<string, string>;
  /** After a quiet save: the names of the values that the page shows now, by the fields that carry them. */
  reads?: Record<string, string>;
  conflicts?: Conflict[];
  error?: Refusal | string;
}

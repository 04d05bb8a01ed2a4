/**
 * What the platform calls for each block on a page. The page is finished HTML from the server;
 * this script only sends its forms, puts the answers in their place and keeps what is being typed.
 */
import { Conversation } from "./conversation";
import { Drafts, draftField } from "./drafts";
import { Problems } from "./problems";
import { Status } from "./status";
import { deviceStorage, Store } from "./storage";
import type { Args, Runtime } from "./types";
import { wordsFrom } from "./words";

/** Studio may start a block again on the same page; it must not send everything twice. */
const started = new WeakSet<Element>();

/** `element` is a node in the LMS and a jQuery object in Studio; the platform wants it back as it came. */
export function WorkmentorBlock(runtime: Runtime, element: unknown, args: Args | null): void {
  const node = element instanceof Element ? element : (element as ArrayLike<Element>)[0];
  const root = node?.matches("[data-wm-root]") ? node : node?.querySelector("[data-wm-root]");
  if (!(root instanceof HTMLElement) || started.has(root)) return;
  started.add(root);

  const { user = "", usage = "", words: given } = args ?? {};
  const words = wordsFrom(given);
  // Without a known person nothing is kept on the device: nobody could tell later whose it was.
  const store = new Store(user ? deviceStorage() : null);
  const drafts = new Drafts(store, words, { user, usage });
  const problems = new Problems(usage.replace(/\W/g, "").slice(-32));
  const address = (action: string) => runtime.handlerUrl(element, action);
  const conversation = new Conversation({ root, user, address, words, status: new Status(root), problems, drafts });

  // The listeners stand on the root, so that they hold for every page that an answer brings.
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.wmAction) return;
    // Always: a form that leaves the frame takes the person out of the course.
    event.preventDefault();
    conversation.submit(form, event.submitter);
  });
  root.addEventListener("input", ({ target }) => {
    const field = draftField(target);
    if (field) drafts.keep(field);
  });
  root.addEventListener("change", ({ target }) => {
    const control = target instanceof Element ? target.closest<HTMLSelectElement>("[data-wm-autosubmit]") : null;
    if (control?.form) conversation.submitWhenFree(control.form);
  });
  drafts.restore(root);
}

/** On a page of our own, outside a course, nobody calls the script: a root says itself where its forms go. */
export function startAlone(): void {
  for (const root of document.querySelectorAll<HTMLElement>("[data-wm-alone]")) {
    const { wmAlone: address = "", wmWords: words = "{}" } = root.dataset;
    // Without a user: on a computer that others use, too, nothing of a guest stays behind.
    WorkmentorBlock({ handlerUrl: () => address }, root, { words: JSON.parse(words) });
  }
}
document.addEventListener("DOMContentLoaded", startAlone);

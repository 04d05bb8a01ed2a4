/**
 * What the platform calls for each block on a page. The page is finished HTML from the server;
 * this script only sends its forms, puts the answers in their place and keeps what is being typed.
 */
import { Autosave } from "./autosave";
import type { Control } from "./collect";
import { Conflicts } from "./conflicts";
import { Conversation } from "./conversation";
import { Drafts, draftField } from "./drafts";
import { prepareDrawing } from "./draw";
import { readInto } from "./files";
import { moveTo } from "./focus";
import { whenBack } from "./now";
import { showOrphans } from "./orphans";
import { CONTROLS, Problems } from "./problems";
import { prepareRows, pressRows } from "./rows";
import { prepareScrolling } from "./scrolling";
import { Status } from "./status";
import { deviceStorage, Store, tabStorage } from "./storage";
import type { Args, Runtime } from "./types";
import { upload } from "./upload";
import { wordsFrom } from "./words";

/** Studio may start a block again on the same page; it must not send everything twice. */
const started = new WeakSet<Element>();

/** `element` is a node in the LMS and a jQuery object in Studio; the platform wants it back as it came. */
export function WorkmentorBlock(runtime: Runtime, element: unknown, args: Args | null): void {
  const node = element instanceof Element ? element : (element as ArrayLike<Element>)[0];
  const root = node?.matches("[data-wm-root]") ? node : node?.querySelector("[data-wm-root]");
  if (!(root instanceof HTMLElement) || started.has(root)) return;
  started.add(root);

  const { user = "", usage = "", guest = "", author = false, words: given } = args ?? {};
  if (author) root.dataset.wmAuthors = "";
  const words = wordsFrom(given);
  // Without a known person nothing is kept on the device: nobody could tell later whose it was. A guest's copies go
  // with the tab.
  const store = new Store(user ? deviceStorage() : guest ? tabStorage() : null);
  const drafts = new Drafts(store, words, { user: user || guest, usage });
  const problems = new Problems(usage.replace(/\W/g, "").slice(-32), words);
  const address = (action: string) => runtime.handlerUrl(element, action);
  const prepare = (within: Element) => {
    prepareRows(within);
    prepareDrawing(within);
    prepareScrolling(within);
  };
  const autosave = new Autosave(root, words, (form) => conversation.submitWhenFree(form));
  const conflicts = new Conflicts(root, prepare, (field, mine) => {
    const control = field.querySelector<HTMLElement>(CONTROLS);
    if (!mine) drafts.drop(field);
    else if (isControl(control)) autosave.touch(control, true);
    if (control) moveTo(control);
  });
  const status = new Status(root);
  const orphans = () => showOrphans(root, drafts, words);
  const page = { root, user, address, words, status, problems, drafts, autosave, conflicts, prepare, orphans };
  const conversation = new Conversation(page);

  // The listeners stand on the root, so that they hold for every page that an answer brings.
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.dataset.wmForget !== undefined) drafts.forgetAll();
    if (!(form instanceof HTMLFormElement) || !form.dataset.wmAction) return;
    // Always: a form that leaves the frame takes the person out of the course.
    event.preventDefault();
    conversation.submit(form, event.submitter);
  });
  root.addEventListener("input", ({ target }) => {
    const field = draftField(target);
    if (field) drafts.keep(field);
    if (isControl(target)) autosave.touch(target, false);
  });
  root.addEventListener("change", ({ target }) => {
    if (!isControl(target)) return;
    autosave.touch(target, true);
    if (target instanceof HTMLInputElement && target.dataset.wmUpload) void upload(target, words);
    if (target instanceof HTMLInputElement && target.dataset.wmFileInto) readInto(target);
    const control = target.closest<HTMLSelectElement>("[data-wm-autosubmit]");
    if (control?.form) conversation.submitWhenFree(control.form);
  });
  root.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element) || conflicts.press(target)) return;
    const mark = pressRows(target)?.querySelector("input[type=hidden]");
    if (isControl(mark)) autosave.touch(mark, false);
  });
  // Before anybody else hears of it: the LMS scrolls inside the frame at every link to a place on the page.
  root.addEventListener("click", jump, true);
  prepare(root);
  drafts.restore(root);
  page.orphans();
  if (!user || author) return;
  whenBack(async () => {
    if (await conversation.refresh()) page.orphans();
  });
}

/** The browser, too, would scroll inside the frame, past a box that is closed. */
function jump(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-wm-jump]") : null;
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  event.stopPropagation();
  moveTo(place.querySelector<HTMLElement>(CONTROLS) ?? place);
}

function isControl(target: unknown): target is Control {
  return target instanceof Element && target.matches("input, select, textarea");
}

/** On a page of our own, outside a course, nobody calls the script: a root says itself where its forms go. */
export function startAlone(): void {
  for (const root of document.querySelectorAll<HTMLElement>("[data-wm-alone]")) {
    const { wmAlone: address = "", wmWords: words = "{}", wmGuest: guest = "" } = root.dataset;
    WorkmentorBlock({ handlerUrl: () => address }, root, { guest, words: JSON.parse(words) });
  }
}
document.addEventListener("DOMContentLoaded", startAlone);

/** A course page to test on: real markup, the real script, and a line to the server that each test can bend. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { WorkmentorBlock } from "../main";
import type { Args } from "../types";
import { ReadAtOnce } from "./read_at_once";

export { ReadAtOnce };

/** What the line does with one request: an answer, or an exception where no answer comes. */
type Reply = () => Promise<Response> | Response;

/** The network's edge. Requests are kept; replies are given in order, and the last one again and again. */
export class Line {
  readonly requests: { url: string; body: unknown; headers: Headers }[] = [];
  private replies: Reply[] = [];

  next(...replies: Reply[]): void {
    this.replies.push(...replies);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.requests.push({ url, body: JSON.parse(String(init.body)), headers: new Headers(init.headers) });
    const reply = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
    if (!reply) throw new Error("the test expected no request");
    return Promise.race([reply(), aborted(init.signal)]);
  };
}

/** A real fetch gives up when its signal says so. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
  });
}

export const json =
  (value: unknown, status = 200): Reply =>
  () =>
    new ReadAtOnce(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } });

export const html =
  (text: string, status: number): Reply =>
  () =>
    new ReadAtOnce(text, { status, headers: { "Content-Type": "text/html" } });

export const offline: Reply = () => Promise.reject(new TypeError("Failed to fetch"));

export const never: Reply = () => new Promise(() => {});

/** An answer that comes when the test says so. */
export function later(): { reply: Reply; arrive: (response: Response) => void } {
  let arrive: (response: Response) => void = () => {};
  const promise = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  return { reply: () => promise, arrive };
}

export let line: Line;

/** Each test gets an empty page, an empty device, its own clock and its own line. */
export function freshPage(): void {
  beforeEach(() => {
    document.body.innerHTML = "";
    // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no Cookie Store API.
    document.cookie = "csrftoken=abc123";
    window.localStorage.clear();
    line = new Line();
    vi.useFakeTimers();
    vi.stubGlobal("fetch", line.fetch);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
}

const runtime = { handlerUrl: (_element: unknown, name: string) => `/handler/${name}` };

/** Puts a block on the page as the LMS does: markup first, then the init function with the block's element. */
export function block(inside: string, args: Args = { user: "marta", usage: "block-v1:X+Y+Z+type@s+block@s1" }): Block {
  const element = document.createElement("div");
  element.className = "xblock";
  element.innerHTML = `<div class="wm" data-wm-root>${inside}<div data-wm-status class="wm-status"></div>
    <p data-wm-live class="wm-visually-hidden" role="status" aria-live="polite"></p></div>`;
  document.body.append(element);
  WorkmentorBlock(runtime, element, args);
  return new Block(element);
}

/** One block, as a person sees it. */
export class Block {
  constructor(readonly element: HTMLElement) {}

  one<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.element.querySelector<T>(selector);
    if (!found) throw new Error(`nothing on the page fits ${selector}`);
    return found;
  }

  has(selector: string): boolean {
    return this.element.querySelector(selector) !== null;
  }

  /** What stands at `selector`, with line breaks and indents as a reader sees them: not at all. */
  text(selector: string): string {
    return this.one(selector).textContent?.replace(/\s+/g, " ").trim() ?? "";
  }

  type(selector: string, text: string): void {
    const field = this.one<HTMLInputElement>(selector);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  press(selector: string): void {
    this.one(selector).focus();
    this.one(selector).click();
  }
}

/** Lets answers arrive that are on their way, and as much time pass as a test says. */
export const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

const turn = setImmediate;

/** Waits for what the machine does in its own time, such as reading a file, however long it takes. */
export async function until(so: () => boolean): Promise<void> {
  while (!so()) {
    await new Promise((resolve) => turn(resolve));
    await pass(1);
  }
}

/** One state of the sample page, the same markup that is looked at in a browser. */
export function sample(state: string): string {
  const page = new DOMParser().parseFromString(
    readFileSync(join(import.meta.dirname, "../samples/index.html"), "utf8"),
    "text/html",
  );
  const part = page.querySelector(`[data-state="${state}"] [data-wm-part]`);
  if (!part) throw new Error(`the sample page has no state ${state}`);
  return part.outerHTML;
}

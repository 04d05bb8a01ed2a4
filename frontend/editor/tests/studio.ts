/** A window like Studio's with the real editor in it; only the network and the platform are played. */
import { afterEach, beforeEach, vi } from "vitest";
import { ReadAtOnce } from "../../learner/tests/read_at_once";
import "../agreement/kind";
import { WorkmentorEditor } from "../main";
import { opening } from "../samples/opening.js";
import "../scenario/kind";
import type { Scenario } from "../scenario/model";
import type { Opening } from "../shell/opening";

type Body = Record<string, unknown>;
export type Reply = { status: number; json?: unknown; text?: string } | "offline";

export interface Studio {
  root: HTMLElement;
  /** What the platform was told, in order. */
  notified: string[];
  /** What was posted, by handler. */
  posted: { name: string; body: Body; headers: unknown }[];
  /** How a handler answers from now on. */
  answer(name: string, reply: (body: Body) => Reply): void;
  modal: HTMLElement;
}

export const definition = (): Scenario => structuredClone(opening.definition) as Scenario;

export interface Wish {
  opening?: Partial<Opening>;
  element?: "node" | "jquery";
  /** Nothing but this is handed over. */
  bare?: Partial<Opening>;
}

/** Lets timers run and Preact draw. */
export const settle = (milliseconds = 50) => vi.advanceTimersByTimeAsync(milliseconds);

export async function openStudio(wish: Wish = {}): Promise<Studio> {
  document.body.innerHTML =
    '<div class="modal-window"><div class="modal-content"><div class="xblock">' +
    '<div class="wm-editor editor-with-buttons" data-wm-editor><p>Loading</p></div></div></div>' +
    '<a href="#" class="action-cancel">Cancel</a></div>';
  // biome-ignore lint/suspicious/noDocumentCookie: Django sets it so, and the editor reads it so
  document.cookie = "csrftoken=token%3D1";
  const block = find(".xblock");
  const notified: string[] = [];
  const posted: Studio["posted"] = [];
  const replies = new Map<string, (body: Body) => Reply>([
    ["check", () => ({ status: 200, json: { findings: opening.findings } })],
    ["preview", (body) => ({ status: 200, json: { html: `<p>${body.part}</p>` } })],
    ["save", (body) => ({ status: 200, json: { ...body, digest: "d2", findings: [] } })],
  ]);
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const name = url.split("/").pop()?.split("_")[0] ?? "";
    const body = JSON.parse(String(init.body)) as Body;
    posted.push({ name, body, headers: init.headers });
    const reply = replies.get(name)?.(body) ?? "offline";
    if (reply === "offline") throw new TypeError("Failed to fetch");
    return new ReadAtOnce(reply.text ?? JSON.stringify(reply.json), { status: reply.status });
  });
  const runtime = {
    handlerUrl: (element: unknown, name: string) => {
      const node = element instanceof Element ? element : (element as Element[])[0];
      return `/xblock/${node?.className}/handler/${name}`;
    },
    notify: (name: string, data: object) => notified.push(`${name} ${JSON.stringify(data)}`),
  };
  WorkmentorEditor(runtime, wish.element === "jquery" ? [block] : block, wish.bare ?? { ...opening, ...wish.opening });
  await settle();
  return {
    root: find("[data-wm-editor]"),
    modal: find(".modal-window"),
    notified,
    posted,
    answer: (name, reply) => replies.set(name, reply),
  };
}

/** Each test begins with an empty page, its own clock and no drafts. */
export function fakeClock(): void {
  beforeEach(() => {
    sessionStorage.clear();
    vi.useFakeTimers({ now: new Date(2026, 10, 21, 14, 5) });
  });
  afterEach(() => {
    window.dispatchEvent(new Event("pagehide"));
    document.body.innerHTML = "";
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

function named(node: Element): string {
  const seen = node.cloneNode(true) as Element;
  for (const hidden of seen.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
  return node.getAttribute("aria-label") ?? seen.textContent?.trim() ?? "";
}

/** A button, tab or row of a tree, by the name that a screen reader says. */
export function control(name: string | RegExp): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>("button, [role=treeitem]")];
  const found = all.filter((one) => (typeof name === "string" ? named(one) === name : name.test(named(one))));
  if (!found[0]) throw new Error(`no control ${name}; there are: ${all.map(named).join(" | ")}`);
  return found[0];
}

type Input = HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement;

export function field(path: string): Input {
  return find(`[data-wme-field="${path}"]`) as Input;
}

export async function press(name: string | RegExp): Promise<void> {
  control(name).click();
  await settle();
}

export async function type(path: string | Input, value: string): Promise<void> {
  const input = typeof path === "string" ? field(path) : path;
  input.focus();
  input.value = value;
  input.dispatchEvent(new Event(input.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  await settle();
}

export async function key(name: string): Promise<void> {
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  await settle();
}

export const focused = (): string => {
  const node = document.activeElement;
  return node?.getAttribute("data-wme-field") ?? (node ? named(node) : "");
};

export const said = (): string => find("[role=status].wme-hidden").textContent ?? "";

export const text = (): string => find("[data-wm-editor]").textContent ?? "";

/**
 * Talks with the block's Studio handlers, and turns whatever comes back into something to tell.
 *
 * An answer may be no JSON at all: signed out comes as an HTML page, a broken network as nothing.
 */
import type { Finding, Runtime, Settings } from "./opening";
import { t } from "./words";

/** Not plainly "save": that is what every XBlock calls the writing of its fields. */
export enum Handler {
  Save = "save_definition",
  Check = "check_definition",
  Preview = "preview_part",
}

export interface Refusal {
  status: number;
  message: string;
  fields: Record<string, string>;
  body: Record<string, unknown>;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export interface Content {
  definition: unknown;
  settings: Settings;
}

export interface SavedAnswer extends Content {
  digest: string;
  findings?: Finding[];
}

export interface PreviewRequest {
  definition: unknown;
  /** Id of a scene, an ending, a section. */
  part: string;
  lang: string;
  workplace: string;
  /** In whose place it is looked at, where that makes a difference. */
  reader?: string;
}

export interface Server {
  /** Tells one block on one site from another: what local copies are kept under. */
  address: string;
  save(content: Content, base: string): Promise<Answer<SavedAnswer>>;
  check(content: Content): Promise<Answer<{ findings: Finding[] }>>;
  preview(request: PreviewRequest): Promise<Answer<{ html: string }>>;
}

export function serverOf(runtime: Runtime, element: unknown): Server {
  const url = (name: string) => runtime.handlerUrl(element, name);
  return {
    address: url(Handler.Save),
    save: (content, base) => post(url(Handler.Save), { ...content, base }),
    check: (content) => post(url(Handler.Check), content),
    preview: (request) => post(url(Handler.Preview), request),
  };
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return decodeURIComponent(found?.slice(name.length + 1) ?? "");
}

async function post<T>(url: string, body: object): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify(body),
    });
  } catch {
    return { ok: false, refusal: refusal(0, null) };
  }
  const json: unknown = await response.json().catch(() => null);
  if (response.ok && isRecord(json)) return { ok: true, value: json as T };
  return { ok: false, refusal: refusal(response.status, json) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function refusal(status: number, json: unknown): Refusal {
  const body = isRecord(json) ? json : {};
  const error = isRecord(body.error) ? body.error : {};
  const fields = isRecord(error.fields) ? error.fields : {};
  return {
    status,
    message: typeof error.message === "string" && error.message ? error.message : sentence(status),
    fields: Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, String(text)])),
    body,
  };
}

function sentence(status: number): string {
  if (status === 0) return t("There is no connection to the server. Your work is still here: try again.");
  if (status === 401 || status === 403)
    return t(
      "You are signed out, or you may not change this. Sign in in another tab, then try again: your work is still here.",
    );
  if (status === 400) return t("The server could not take some of what was written. It is marked below.");
  if (status === 404) return t("This block is no longer there. Copy what you need: it cannot be saved here.");
  if (status === 409) return t("Somebody else has saved this meanwhile.");
  if (status === 413) return t("This is too large to be saved in one piece. Shorten it, or split it into two.");
  return t("The server had a problem and saved nothing. Your work is still here: try again.");
}

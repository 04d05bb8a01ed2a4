/** Sends one form to its handler and says, in five kinds, what came of it; a weak line is tried three times. */
import type { Answer, Body } from "./types";

export type Outcome =
  | { kind: "answer"; answer: Answer }
  | { kind: "refused"; answer: Answer; again: boolean }
  | { kind: "no_network" | "signed_out" | "server_error"; again: true }
  | { kind: "too_large"; again: false };

export interface Letter {
  url: string;
  body: Body;
  user: string;
}

/** Waits before the second and the third try; the server takes the same body twice without harm. */
const PAUSES = [1000, 3000];
/** A phone in a lift keeps a request open for ever. */
const PATIENCE = 30_000;
const GATEWAY_TROUBLE = [502, 503, 504];

export async function post(letter: Letter, onRetry: () => void): Promise<Outcome> {
  for (const pause of PAUSES) {
    const reply = await attempt(letter);
    if (reply && !GATEWAY_TROUBLE.includes(reply.status)) return read(reply);
    await new Promise((resolve) => setTimeout(resolve, pause));
    onRetry();
  }
  const reply = await attempt(letter);
  return reply ? read(reply) : { kind: "no_network", again: true };
}

interface Reply {
  status: number;
  redirected: boolean;
  text: string;
}

/** One try; nothing means that no whole answer came. The cookie is read each time: signing in again changes it. */
async function attempt({ url, body, user }: Letter): Promise<Reply | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        // A page of ours outside the course brings its token along in its forms.
        "X-CSRFToken": String(body.csrfmiddlewaretoken ?? cookie("csrftoken")),
        // Whose page this is: somebody else may have signed in meanwhile, in another tab.
        "X-Workmentor-User": encodeURIComponent(user),
      },
      body: JSON.stringify(body),
      signal: stop.signal,
    });
    return { status: response.status, redirected: response.redirected, text: await response.text() };
  } catch {
    // It rejects only when no answer came through: no network, a line that broke off, our own patience.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether an answer is JSON shows only when it is read: signed out comes as 403 text/html, a fault as 500 text/html. */
function read({ status, redirected, text }: Reply): Outcome {
  const answer = parse(text);
  if (answer?.error) return { kind: "refused", answer, again: status >= 500 };
  if (answer && status < 300) return { kind: "answer", answer };
  if (status === 413) return { kind: "too_large", again: false };
  const toLogin = status === 401 || status === 403 || (redirected && !answer);
  return { kind: toLogin ? "signed_out" : "server_error", again: true };
}

function parse(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" ? (value as Answer) : null;
  } catch {
    return null;
  }
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}

/**
 * A copy of unsaved work in this tab of the browser, for the day when the window closes too early.
 *
 * It is kept under the block's address together with the digest of the state it was begun from, so
 * that saving it later is refused as stale when somebody else has saved meanwhile.
 */
import type { Content } from "./server";

export interface Draft extends Content {
  digest: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The state from which the work began: needed to tell whose change is whose. */
  saved: Content;
}

export interface Drafts {
  find(): Draft | null;
  /** False when this browser keeps nothing (storage switched off or full). */
  keep(draft: Draft): boolean;
  drop(): void;
}

/** Even to look at sessionStorage throws where it is switched off. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export function draftsOf(address: string): Drafts {
  const key = `workmentor-editor:${address}`;
  const store = storage();
  return {
    find() {
      const text = store?.getItem(key);
      if (!text) return null;
      try {
        const draft = JSON.parse(text) as Partial<Draft> | null;
        return draft?.definition && draft.saved && typeof draft.at === "number" ? (draft as Draft) : null;
      } catch {
        return null;
      }
    },
    keep(draft) {
      try {
        store?.setItem(key, JSON.stringify(draft));
        return store !== null;
      } catch {
        return false;
      }
    },
    drop() {
      store?.removeItem(key);
    },
  };
}

/** "14:05" today, with the date on other days. */
export function timeOf(at: number, now = new Date()): string {
  const then = new Date(at);
  const day: Intl.DateTimeFormatOptions =
    then.toDateString() === now.toDateString() ? {} : { day: "numeric", month: "long" };
  // A page in plain English may stand anywhere: 24 hours, as everywhere but in the United States.
  const { lang: page } = document.documentElement;
  const lang = page === "en" ? "en-GB" : page || undefined;
  return then.toLocaleString(lang, { hour: "2-digit", minute: "2-digit", ...day });
}

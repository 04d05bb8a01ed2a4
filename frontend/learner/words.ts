/**
 * Sentences that only the script can say, because the server is out of reach or was not asked.
 * The server sends them in the person's language; the English ones stand in when one is missing.
 */
const ENGLISH = {
  sending: "Sending …",
  saved: "Saved.",
  saved_at: "Saved {time}",
  not_saved: "Not saved:",
  correct: "Something in the form cannot be used. Correct what is marked and send it again.",
  uploading: "Sending the file …",
  uploaded: "The file is there:",
  retrying: "The connection is weak. Trying again …",
  no_network: "There is no connection. Nothing is lost: what you entered is still here. Try again when you are online.",
  signed_out:
    "You are signed out. What you entered is still here. Sign in in another tab, come back to this page and try again.",
  server_error:
    "The site could not answer. What you entered is still here. Try again in a moment; if that does not help, load the page again.",
  too_large: "This is more than the site takes at once. Shorten it and send it again.",
  try_again: "Try again",
  kept: "Not sent yet. A copy is kept on this device.",
  restored: "This is what you wrote before. It is not sent yet.",
  orphaned: "You wrote this earlier and it was not saved",
  delete_copy: "Delete this copy",
};

export type Word = keyof typeof ENGLISH;
/** Says a word; `learn` takes the sentences of another language, when the reader switched. */
export interface Words {
  (word: Word): string;
  learn(given: Record<string, string>): void;
}

/** A page in plain English may stand anywhere: 24 hours, as everywhere but in the United States. */
export const countryOf = (lang: string): string | undefined => (lang === "en" ? "en-GB" : lang || undefined);

/** Answers how to say a word: the server's sentence, else the English one. */
export function wordsFrom(given: Record<string, string> = {}): Words {
  let current = given;
  const say = (word: Word) => current[word] || ENGLISH[word];
  return Object.assign(say, {
    learn: (next: Record<string, string>) => {
      current = next;
    },
  });
}

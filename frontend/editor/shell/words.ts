/**
 * The editor's own sentences in the author's language; the server hands the translations over.
 *
 * The build collects the literal first arguments of t(). Counts stand behind a colon
 * ("Findings: 3"), so that no language needs plural forms here.
 */
export type Values = Record<string, string | number>;

let words: Readonly<Record<string, string>> = {};

export function setWords(translated: Readonly<Record<string, string>> | undefined): void {
  words = translated ?? {};
}

export function t(msgid: string, values: Values = {}): string {
  return (words[msgid] || msgid).replace(/\{(\w+)\}/g, (slot, name: string) =>
    name in values ? String(values[name]) : slot,
  );
}

/** A title or hint of a field, whose words came with the definition's description: no literal of ours. */
export const titled = (msgid: string): string => words[msgid] || msgid;

/** What a key does in the outline; pure, so that every key is tested without a page. */

export enum Step {
  To = "to",
  Fold = "fold",
  Open = "open",
}

export type KeyStep =
  | { kind: Step.To; at: number }
  | { kind: Step.Fold; on: boolean }
  | { kind: Step.Open; follow: boolean };

interface KeyRow {
  key: string;
  level: number;
  opens: boolean;
  title: string;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "timeStamp">;

/** Letters typed within this time belong to one word. */
const WORD = 700;

export function keyStep(
  rows: readonly KeyRow[],
  at: number,
  folded: ReadonlySet<string>,
  event: Key,
  typed: { text: string; at: number },
): KeyStep | null {
  const row = rows[at];
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return null;
  const to = (next: number): KeyStep => ({ kind: Step.To, at: Math.min(Math.max(next, 0), rows.length - 1) });
  switch (event.key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (row.opens && folded.has(row.key)) return { kind: Step.Fold, on: false };
      return row.opens ? to(at + 1) : null;
    case "ArrowLeft":
      if (row.opens && !folded.has(row.key)) return { kind: Step.Fold, on: true };
      return parentOf(rows, at);
    case "Enter":
      return { kind: Step.Open, follow: true };
    case " ":
      return { kind: Step.Open, follow: false };
    default:
      return event.key.length === 1 ? search(rows, at, event, typed) : null;
  }
}

function parentOf(rows: readonly KeyRow[], at: number): KeyStep | null {
  const level = rows[at]?.level ?? 1;
  for (let above = at - 1; above >= 0; above--)
    if ((rows[above]?.level ?? level) < level) return { kind: Step.To, at: above };
  return null;
}

/** One letter again and again goes round; several letters name a title. */
function search(rows: readonly KeyRow[], at: number, event: Key, typed: { text: string; at: number }): KeyStep | null {
  const letter = event.key.toLocaleLowerCase();
  const goesOn = event.timeStamp - typed.at < WORD && typed.text !== letter;
  typed.text = goesOn ? typed.text + letter : letter;
  typed.at = event.timeStamp;
  const from = goesOn ? at : at + 1;
  for (let step = 0; step < rows.length; step++) {
    const next = (from + step) % rows.length;
    if (rows[next]?.title.toLocaleLowerCase().startsWith(typed.text)) return { kind: Step.To, at: next };
  }
  return null;
}

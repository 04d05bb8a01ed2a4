/** Where the signs of Markdown go when an author presses a button of the toolbar. */
export type Mark = "bold" | "italic" | "list" | "numbers" | "quote" | "link" | { slot: string };

export interface Edit {
  /** The part of the text that is replaced, and by what. */
  from: number;
  to: number;
  insert: string;
  /** What is selected afterwards, so that typing goes on in the right place. */
  selectFrom: number;
  selectTo: number;
}

const AROUND = { bold: "**", italic: "*" } as const;
const BEFORE = { list: "- ", quote: "> " } as const;

export function markedUp(text: string, start: number, end: number, mark: Mark): Edit {
  const chosen = text.slice(start, end);
  if (typeof mark === "object") return inserted(start, end, `{${mark.slot}}`);
  if (mark === "bold" || mark === "italic") return wrapped(text, start, end, AROUND[mark]);
  if (mark === "link") {
    const label = chosen || "…";
    const from = start + label.length + 3;
    return { from: start, to: end, insert: `[${label}](https://)`, selectFrom: from, selectTo: from + 8 };
  }
  return lines(text, start, end, (line, at) => {
    if (mark === "numbers") return `${at + 1}. ${line.replace(/^\d+\. /, "")}`;
    return line.startsWith(BEFORE[mark]) ? line.slice(2) : BEFORE[mark] + line;
  });
}

function inserted(start: number, end: number, insert: string): Edit {
  const after = start + insert.length;
  return { from: start, to: end, insert, selectFrom: after, selectTo: after };
}

/** Pressed again on marked words, the marks go away. */
function wrapped(text: string, start: number, end: number, sign: string): Edit {
  const chosen = text.slice(start, end);
  const length = sign.length;
  if (text.slice(start - length, start) === sign && text.slice(end, end + length) === sign)
    return {
      from: start - length,
      to: end + length,
      insert: chosen,
      selectFrom: start - length,
      selectTo: end - length,
    };
  return { from: start, to: end, insert: sign + chosen + sign, selectFrom: start + length, selectTo: end + length };
}

function lines(text: string, start: number, end: number, change: (line: string, at: number) => string): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  const to = stop < 0 ? text.length : stop;
  const insert = text.slice(from, to).split("\n").map(change).join("\n");
  return { from, to, insert, selectFrom: from, selectTo: from + insert.length };
}

/** A longer text in Markdown, with a small toolbar for those who don't know its signs. */
import { useRef } from "preact/hooks";
import { describe } from "../definition/naming";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { Field, type FieldProps } from "./Field";
import { MarkdownToolbar } from "./MarkdownToolbar";
import { type Mark, markedUp } from "./markdown";

interface Props extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number | undefined;
  /** Plain words only: no toolbar. */
  plain?: boolean | undefined;
  lang?: string | undefined;
}

/** Grows with its text where the browser cannot do that by itself (field-sizing). */
const rowsFor = (text: string, least: number): number =>
  Math.min(
    16,
    Math.max(
      least,
      text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 90), 0),
    ),
  );

export function MarkdownField({ value, onChange, rows = 2, plain, lang, ...field }: Props) {
  const { state, kind, opening } = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);

  const apply = (mark: Mark) => {
    const node = area.current;
    if (!node) return;
    const done = markedUp(node.value, node.selectionStart, node.selectionEnd, mark);
    node.focus();
    node.setSelectionRange(done.from, done.to);
    // The browser's own way of typing keeps its own undo; where it is gone the value is set.
    if (!document.execCommand?.("insertText", false, done.insert))
      node.setRangeText(done.insert, done.from, done.to, "end");
    onChange(node.value);
    node.setSelectionRange(done.selectFrom, done.selectTo);
  };
  const keys = (event: KeyboardEvent) => {
    if (plain || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const mark: Mark | null = event.key === "b" ? "bold" : event.key === "i" ? "italic" : null;
    if (!mark) return;
    event.preventDefault();
    apply(mark);
  };

  return (
    <Field {...field}>
      {(control) => (
        <div class="wme-written">
          {plain ? null : (
            // Four coach notes may stand on the page: each is named by its scene and its choice.
            <MarkdownToolbar
              label={t("Format: {field}", { field: describe(kind, state.work, field.path, opening) })}
              onMark={apply}
            />
          )}
          <textarea
            {...control}
            ref={area}
            class="wme-input wme-area"
            rows={rowsFor(value, rows)}
            value={value}
            lang={lang}
            onInput={(event) => onChange(event.currentTarget.value)}
            onKeyDown={keys}
          />
        </div>
      )}
    </Field>
  );
}

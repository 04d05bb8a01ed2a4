/** A text of the source and, when the author asked for it, one of its variants beside it. */
import { LineField, MarkdownField, nameOf, Shape, useDesk, VariantField } from "../api";

/** Under this name the shell remembers which variant stands beside the source. */
export const BESIDE = "beside";

interface Props {
  path: string;
  label: string;
  help?: string;
  value: string;
  shape?: Shape;
  /** A longer text without Markdown. */
  plain?: boolean;
  rows?: number;
  onChange: (value: string) => void;
}

export function SourceField({ path, label, help, value, shape = Shape.Line, plain, rows, onChange }: Props) {
  const { state } = useDesk();
  const lang = state.work.definition.language;
  const beside = state.chosen[BESIDE];
  const own =
    shape === Shape.Line ? (
      <LineField {...{ path, label, help, value, onChange, lang }} />
    ) : (
      <MarkdownField {...{ path, label, help, value, onChange, lang, rows, plain }} />
    );
  if (!beside) return own;
  return (
    <div class="wme-beside">
      {own}
      {value.trim() ? (
        <VariantField source={{ path, text: value, shape }} name={nameOf(beside)} label={label} plain={plain} />
      ) : null}
    </div>
  );
}

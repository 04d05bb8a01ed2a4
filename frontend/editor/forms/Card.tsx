/** One item of a list that can be folded: its name, its move buttons, its findings, and how it is deleted. */

import type { ComponentChildren, JSX } from "preact";
import { Confirm, FindingLine, findingsAt, isPathOf, t, useDesk, useId, useState } from "../api";

interface Props {
  path: string;
  /** "Field 3", and what it says of itself. */
  nth: string;
  name: string;
  /** What is said beside the name while the card is folded. */
  line: string;
  /** The same, for what is no sentence. */
  marks?: string;
  moves: JSX.Element;
  /** A long list begins folded, so that its order can be seen. */
  folded?: boolean;
  onDelete: () => void;
  children: () => ComponentChildren;
}

export function Card({ path, nth, name, line, marks = "", moves, folded = false, onDelete, children }: Props) {
  const { state } = useDesk();
  const { wanted } = state;
  // Folded until a finding inside is followed; a wish older than the folding counts no more.
  const [foldedAt, setFoldedAt] = useState<number | null>(folded ? wanted.turn - 1 : null);
  const open = foldedAt === null || (wanted.turn > foldedAt && isPathOf(wanted.field, path));
  const body = useId();
  return (
    <article class="wme-card" aria-label={nth}>
      <header class="wme-row wme-card-head">
        <button
          type="button"
          class="wme-fold-button"
          aria-expanded={open}
          aria-controls={body}
          data-wme-field={path}
          onClick={() => setFoldedAt(open ? wanted.turn : null)}
        >
          <span aria-hidden="true">{open ? "▾" : "▸"}</span> {nth}
          {open ? null : <span class="wme-card-line">{line}</span>}
        </button>
        {open || !marks ? null : <span class="wme-muted">{marks}</span>}
        {moves}
        <Confirm
          label={t("Delete")}
          name={t("Delete {name}", { name })}
          question={t("Delete {name}?", { name })}
          yes={t("Delete")}
          class="wme-button wme-small"
          onYes={onDelete}
        />
      </header>
      {findingsAt(state, path).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <div id={body}>{open ? children() : null}</div>
    </article>
  );
}

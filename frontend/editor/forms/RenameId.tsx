/** The id of a part: it stays, unless the author renames it knowingly. */

import type { ComponentChildren } from "preact";
import { t, useEffect, useId, useRef, useState } from "../api";
import { tidyId } from "./ids";

interface Props {
  id: string;
  /** Said behind the id. */
  note?: ComponentChildren;
  /** Why an id cannot be taken; "" when it can. */
  refused: (id: string) => string;
  /** What renaming does, told before it is done. */
  help: (id: string) => string;
  onRename: (id: string) => void;
}

export function RenameId({ id, note, refused, help, onRename }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const said = useId();
  const open = typed !== null;
  useEffect(() => {
    if (!open) return;
    input.current?.focus();
    input.current?.select();
  }, [open]);

  const name = `${t("Rename the id")} ${id}`.trim();
  if (typed === null)
    return (
      <p class="wme-id">
        {t("Id: {id}", { id: id || "–" })} {note}{" "}
        <button type="button" class="wme-link" aria-label={name} onClick={() => setTyped(id)}>
          {t("Rename the id")}
        </button>
      </p>
    );
  const tidy = tidyId(typed);
  const problem = refused(tidy);
  const rename = () => {
    if (tidy && !problem) onRename(tidy);
  };
  return (
    <fieldset class="wme-row wme-new" aria-label={name}>
      <input
        ref={input}
        type="text"
        class="wme-input"
        aria-label={t("New id")}
        aria-describedby={said}
        aria-invalid={problem !== "" || undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            rename();
          }
        }}
      />
      <button type="button" class="wme-button" aria-disabled={!tidy || problem !== "" || undefined} onClick={rename}>
        {t("Rename")}
      </button>
      <button type="button" class="wme-button" aria-label={`${t("Cancel")}: ${name}`} onClick={() => setTyped(null)}>
        {t("Cancel")}
      </button>
      <p class="wme-help" id={said}>
        {problem || help(tidy || "–")}
      </p>
    </fieldset>
  );
}

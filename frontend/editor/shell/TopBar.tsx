/** What is edited, how it stands, and the ways out of it. */

import { useEffect, useRef } from "preact/hooks";
import type { Authored } from "../content/variants";
import { Confirm } from "../widgets/Confirm";
import { keepClearOf } from "./room";
import { type Session, standing } from "./session";
import { t } from "./words";

interface Props<D extends Authored> {
  session: Session<D>;
  undo: () => void;
}

export function TopBar<D extends Authored>({ session, undo }: Props<D>) {
  const state = session.state();
  const name = String(state.work.settings.display_name ?? "").trim();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => (bar.current ? keepClearOf(bar.current) : undefined), []);
  return (
    <div class="wme-top" ref={bar}>
      <h2 class="wme-heading" tabIndex={-1} data-wme-heading>
        {name || t("Untitled")}
      </h2>
      <p class="wme-standing">{standing(session)}</p>
      <div class="wme-row wme-top-buttons">
        <button type="button" class="wme-button" aria-disabled={state.past.length === 0 || undefined} onClick={undo}>
          {t("Undo")}
        </button>
        {session.unsaved() ? (
          <Confirm
            label={t("Cancel")}
            question={t("Leave without saving? What you changed is lost.")}
            yes={t("Leave without saving")}
            onYes={() => session.leave()}
          />
        ) : (
          <button type="button" class="wme-button" onClick={() => session.leave()}>
            {t("Cancel")}
          </button>
        )}
        <button
          type="button"
          class="wme-button wme-primary"
          aria-disabled={state.saving || undefined}
          onClick={() => void session.save()}
        >
          {t("Save")}
        </button>
      </div>
    </div>
  );
}

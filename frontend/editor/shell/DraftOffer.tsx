/** Gives back what was written in an earlier sitting and never saved. */
import type { Authored } from "../content/variants";
import { timeOf } from "./drafts";
import type { Session } from "./session";
import { t } from "./words";

export function DraftOffer<D extends Authored>({ session }: { session: Session<D> }) {
  const draft = session.draft();
  if (!draft) return null;
  const stale = draft.digest !== session.state().digest;
  return (
    <section class="wme-notice" aria-label={t("Unsaved work")} data-wme-offer>
      <p>
        {t("You have unsaved work from {time}.", { time: timeOf(draft.at) })}{" "}
        {stale ? t("Somebody has saved since: when you save, you will see both.") : ""}
      </p>
      <div class="wme-row">
        <button type="button" class="wme-button wme-primary" onClick={() => session.takeDraft()}>
          {t("Take it")}
        </button>
        <button type="button" class="wme-button" onClick={() => session.dropDraft()}>
          {t("Drop it")}
        </button>
      </div>
    </section>
  );
}

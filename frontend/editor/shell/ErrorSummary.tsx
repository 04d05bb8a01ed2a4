/** Why nothing was saved, with a way to each field that is to blame. */
import { useEffect, useRef } from "preact/hooks";
import { describe } from "../definition/naming";
import { useDesk } from "./desk";
import { t } from "./words";

export function ErrorSummary() {
  const { state, kind, opening, jump } = useDesk();
  const { problem } = state;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const fields = Object.entries(problem.fields);
  return (
    <div class="wme-notice wme-problem" role="alert" tabIndex={-1} ref={box}>
      <h3 class="wme-h">{t("Not saved")}</h3>
      <p>{problem.message}</p>
      {fields.length ? (
        <ul class="wme-plain">
          {fields.map(([path, sentence]) => (
            <li key={path}>
              <button type="button" class="wme-link" onClick={() => jump(path)}>
                {describe(kind, state.work, path, opening)}: {sentence}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

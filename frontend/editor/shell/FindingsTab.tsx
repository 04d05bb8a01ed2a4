/** Everything that the checks found, the gravest first; each leads to its field. */
import { describe } from "../definition/naming";
import { FindingLine, LevelMark, levelWord } from "../widgets/FindingLine";
import { bySeverity, useDesk } from "./desk";
import { type Finding, Level } from "./opening";
import { t } from "./words";

export function FindingsTab() {
  const { state, kind, opening, jump } = useDesk();
  const count = (level: Level) => state.findings.filter((one) => one.level === level).length;
  if (state.findings.length === 0) return <p class="wme-empty">{t("The checks found nothing to mend.")}</p>;
  return (
    <div class="wme-page">
      <p class="wme-help">
        {t("Errors: {errors} · Warnings: {warnings} · Notes: {notes}. Nothing here keeps you from saving.", {
          errors: count(Level.Error),
          warnings: count(Level.Warning),
          notes: count(Level.Note),
        })}
      </p>
      <ul class="wme-plain wme-findings">
        {bySeverity(state.findings).map((one, at) => (
          <li key={`${one.path} ${one.code} ${at}`}>
            {kind.place(state.work.definition, one.path) ? (
              <Jump finding={one} where={describe(kind, state.work, one.path, opening)} onJump={() => jump(one.path)} />
            ) : (
              <FindingLine finding={one} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Jump({ finding, where, onJump }: { finding: Finding; where: string; onJump: () => void }) {
  return (
    <button type="button" class="wme-jump" onClick={onJump}>
      <LevelMark level={finding.level} />
      <span>
        <span class="wme-hidden">{levelWord(finding.level)}: </span>
        {finding.message}
        <span class="wme-where">{where}</span>
      </span>
    </button>
  );
}

/** One finding of the checks: its weight by word and sign, never by colour alone. */
import { type Finding, Level } from "../shell/opening";
import { t } from "../shell/words";

export function levelWord(level: Level): string {
  if (level === Level.Error) return t("Error");
  return level === Level.Warning ? t("Warning") : t("Note");
}

export function LevelMark({ level }: { level: Level }) {
  return (
    <span class={`wme-mark wme-mark-${level}`} aria-hidden="true">
      {level === Level.Note ? "i" : "!"}
    </span>
  );
}

export function FindingLine({ finding }: { finding: Finding }) {
  return (
    <p class={`wme-finding wme-finding-${finding.level}`}>
      <LevelMark level={finding.level} />
      <span>
        <span class="wme-hidden">{levelWord(finding.level)}: </span>
        {finding.message}
      </span>
    </p>
  );
}

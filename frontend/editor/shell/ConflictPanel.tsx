/** Two people saved the same block: both versions side by side, and the author's choice. */
import { useEffect, useId, useRef } from "preact/hooks";
import { type Contested, contested, Who } from "../content/diff";
import type { Authored } from "../content/variants";
import { leavesOf } from "../definition/leaves";
import { describe } from "../definition/naming";
import { Sides } from "../widgets/Sides";
import { useDesk } from "./desk";
import type { Session } from "./session";
import type { Work } from "./state";
import { t } from "./words";

function whoWord(who: Who): string {
  if (who === Who.Both) return t("You both changed this");
  return who === Who.Mine ? t("You changed this") : t("They changed this");
}

export function ConflictPanel<D extends Authored>({ session }: { session: Session<D> }) {
  const { kind, opening, say } = useDesk<D>();
  const { work, saved, theirs, digest } = session.state();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [digest]);
  if (!theirs) return null;
  const leaves = (one: Work<D>) => leavesOf(kind.description, one);
  const all = contested(leaves(saved), leaves(work), leaves(theirs));
  const titled = (one: Contested) => describe(kind, one.mine === null ? theirs : work, one.path, opening);
  const decide = (choose: () => void, sentence: string) => () => {
    choose();
    say(sentence);
  };
  return (
    <section class="wme-notice wme-conflict" aria-labelledby={id}>
      <h3 class="wme-h" id={id} tabIndex={-1} ref={heading}>
        {t("Somebody else has saved this while you were editing")}
      </h3>
      <p>
        {t(
          "Nothing is lost yet: choose what the next save is to hold. Both versions stay in Undo until you close the editor.",
        )}
      </p>
      <div class="wme-row">
        <button
          type="button"
          class="wme-button wme-primary"
          onClick={decide(() => session.combine(), t("Both are combined. Save when it reads right."))}
        >
          {t("Combine both")}
        </button>
        <button
          type="button"
          class="wme-button"
          onClick={() => {
            session.keepMine();
            void session.save();
          }}
        >
          {t("Keep mine and save")}
        </button>
        <button
          type="button"
          class="wme-button"
          onClick={decide(() => session.takeTheirs(), t("Their version is shown now."))}
        >
          {t("Take theirs")}
        </button>
        <button type="button" class="wme-button" onClick={() => session.send({ type: "later" })}>
          {t("Decide later")}
        </button>
      </div>
      <p class="wme-help">
        {t("Combining takes each change that only one of you made; where you both changed the same text, yours.")}
      </p>
      <h4 class="wme-h">{t("What differs: {n}", { n: all.length })}</h4>
      <ul class="wme-plain wme-differences">
        {all.map((one) => (
          <li key={one.path}>
            <p class="wme-difference">
              <strong>{titled(one)}</strong> <span class="wme-tag">{whoWord(one.who)}</span>
            </p>
            <Sides
              equal
              before={{ label: t("Yours"), text: one.mine }}
              after={{ label: t("Theirs"), text: one.theirs }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

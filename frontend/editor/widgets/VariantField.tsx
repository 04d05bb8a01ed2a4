/** One text of a variant: what it says, and whether it has kept up with its source. */
import {
  pathIn,
  Shape,
  type Source,
  stateOf,
  TextState,
  textOf,
  type VariantName,
  variantOf,
  withSame,
  withStillRight,
  withText,
} from "../content/variants";
import { describe } from "../definition/naming";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { LineField } from "./inputs";
import { MarkdownField } from "./MarkdownField";
import { variantTitle } from "./titles";

export function stateWord(state: TextState): string {
  if (state === TextState.Missing) return t("Missing");
  if (state === TextState.Stale) return t("Source changed since");
  return state === TextState.Equal ? t("Same as the source") : t("Done");
}

interface Props {
  source: Source;
  name: VariantName;
  label: string;
  plain?: boolean | undefined;
  /** Its label is to be seen already. */
  quiet?: boolean | undefined;
}

export function VariantField({ source, name, label, plain, quiet }: Props) {
  const { state, kind, opening, edit, say } = useDesk();
  const { definition } = state.work;
  const text = textOf(variantOf(definition, name), source.path);
  const standing = stateOf(source, text);
  const path = pathIn(name, source.path);
  const title = variantTitle(name, definition, opening);
  const field = {
    path,
    label: t("{field} – {variant}", { field: label, variant: title }),
    quiet,
    value: text?.text ?? "",
    lang: name.lang,
    // A picture that the variant does not name is the one of the source: nothing to report.
    aside:
      source.shape === Shape.Picture && !text ? null : (
        <span class={`wme-state wme-state-${standing}`}>
          {text?.same ? t("Meant to be the same") : stateWord(standing)}
        </span>
      ),
    onChange: (value: string) => edit((it) => withText(it, name, source, value), path),
  };
  // Each text has these controls: they are named by what they are about.
  const named = (words: string) => ({ "aria-label": `${words}: ${describe(kind, state.work, path, opening)}` });
  const same = (on: boolean) => edit((it) => withSame(it, name, source, on));
  return (
    <div class="wme-variant">
      {source.shape === Shape.Text ? <MarkdownField {...field} plain={plain} /> : <LineField {...field} />}
      <div class="wme-row">
        {standing === TextState.Stale ? (
          <button
            type="button"
            class="wme-button wme-small"
            {...named(t("Still right"))}
            onClick={() => {
              edit((it) => withStillRight(it, name, source));
              say(t("Marked as still right"));
            }}
          >
            {t("Still right")}
          </button>
        ) : null}
        {standing === TextState.Missing ? (
          <button
            type="button"
            class="wme-link wme-offer"
            {...named(t("Use the words of the source"))}
            onClick={() => same(true)}
          >
            {t("Use the words of the source")}
          </button>
        ) : null}
        {standing === TextState.Equal || text?.same ? (
          <label class="wme-tick">
            <input
              type="checkbox"
              {...named(t("Meant to be the same"))}
              checked={text?.same ?? false}
              onChange={(event) => same(event.currentTarget.checked)}
            />
            {t("Meant to be the same")}
          </label>
        ) : null}
      </div>
    </div>
  );
}

/**
 * All texts of one variant beside their source, to be worked through from top to bottom.
 *
 * What the filter shows is settled when it is chosen: a row must not vanish under the hands of the
 * translator because the text is no longer missing.
 */
import { useState } from "preact/hooks";
import {
  keyOf,
  pathIn,
  Shape,
  type Source,
  stateOf,
  strays,
  TextState,
  textOf,
  type Variant,
  wantedIn,
  withoutStrays,
} from "../content/variants";
import { describe } from "../definition/naming";
import { findingsAt, useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { Confirm } from "../widgets/Confirm";
import { FindingLine } from "../widgets/FindingLine";
import { Select } from "../widgets/inputs";
import { variantTitle } from "../widgets/titles";
import { stateWord, VariantField } from "../widgets/VariantField";

const ALL = "";
/** A long scenario in one go would make each keystroke slow. */
const PAGE = 50;

interface Props {
  variant: Variant;
  sources: readonly Source[];
}

export function TextTable({ variant, sources }: Props) {
  const { state, opening } = useDesk();
  const { definition } = state.work;
  const [filter, setFilter] = useState<{ by: string; paths: ReadonlySet<string> } | null>(null);
  const [room, setRoom] = useState(PAGE);

  const choose = (by: string) => {
    setRoom(PAGE);
    const fits = (source: Source) => stateOf(source, textOf(variant, source.path)) === by;
    setFilter(by === ALL ? null : { by, paths: new Set(sources.filter(fits).map((one) => one.path)) });
  };
  // A finding that was followed has to be among the rows, whatever the filter and the page.
  const wanted = sources.findIndex((one) => pathIn(variant, one.path) === state.wanted.field);
  const listed = sources.filter((source, at) => !filter || filter.paths.has(source.path) || at === wanted);
  const rows = listed.slice(0, Math.max(room, wanted + 1));
  // Counted as in the list of languages above: a picture is no text, and a trade needs no name of its own.
  const written = new Set(wantedIn(definition, variant, sources).map((one) => one.path));
  const pictures = listed.filter((one) => one.shape === Shape.Picture).length;
  const texts = listed.filter((one) => one.shape !== Shape.Picture && written.has(one.path));
  const states = [TextState.Missing, TextState.Stale, TextState.Equal];
  return (
    <section class="wme-texts" aria-label={variantTitle(variant, definition, opening)}>
      <div class="wme-row wme-spread">
        <h3 class="wme-h" tabIndex={-1} data-wme-field="variant">
          {variantTitle(variant, definition, opening)}
        </h3>
        <Select
          control={{ "aria-label": t("Show") }}
          value={filter?.by ?? ALL}
          options={[[ALL, t("All texts")], ...states.map((one): [string, string] => [one, stateWord(one)])]}
          onChange={choose}
        />
      </div>
      <p class="wme-help" role="status">
        {t("Texts: {n}", { n: texts.length })}
        {pictures ? ` · ${t("Pictures: {n}", { n: pictures })}` : null}
      </p>
      {findingsAt(state, `variant/${keyOf(variant)}`).map((one) => (
        <FindingLine key={one.code} finding={one} />
      ))}
      {rows.map((source) => (
        <Row key={source.path} source={source} variant={variant} />
      ))}
      {rows.length < listed.length ? (
        <button type="button" class="wme-button" onClick={() => setRoom(rows.length + PAGE)}>
          {t("Show more")}
        </button>
      ) : null}
      <Strays variant={variant} sources={sources} />
    </section>
  );
}

function Row({ source, variant }: { source: Source; variant: Variant }) {
  const { state, kind, opening } = useDesk();
  const label = describe(kind, state.work, source.path, opening);
  return (
    <div class="wme-beside wme-text-row">
      <div>
        <p class="wme-label">{label}</p>
        <p
          class={source.shape === Shape.Text ? "wme-source wme-pre" : "wme-source"}
          lang={state.work.definition.language}
        >
          {source.text}
        </p>
      </div>
      <VariantField source={source} name={variant} label={label} quiet />
    </div>
  );
}

function Strays({ variant, sources }: Props) {
  const { edit, say } = useDesk();
  const left = strays(variant, sources);
  if (left.length === 0) return null;
  return (
    <div class="wme-strays">
      <h4 class="wme-h">{t("Texts whose source is gone: {n}", { n: left.length })}</h4>
      <ul class="wme-plain">
        {left.map((one) => (
          <li key={one.for}>
            <code>{one.for}</code> {one.text}
          </li>
        ))}
      </ul>
      <Confirm
        label={t("Delete these")}
        question={t("Delete the texts whose source is gone?")}
        yes={t("Delete")}
        onYes={() => {
          edit((it) => withoutStrays(it, variant, sources));
          say(t("Deleted. Undo brings them back."));
        }}
      />
    </div>
  );
}

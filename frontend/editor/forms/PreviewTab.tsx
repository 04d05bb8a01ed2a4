/** A part of the unsaved draft as a reader would see it, in each language in which it is written. */
import type { ComponentType } from "preact";
import {
  factsOf,
  keyOf,
  languageTitle,
  nameOf,
  type Option,
  partsIn,
  SelectField,
  t,
  titled,
  titleOf,
  variantOf,
  variantTitle,
  WHOLE,
  wholeOf,
} from "../api";
import { useForms } from "./look";
import { PartPreview } from "./PartPreview";

export interface Preview {
  label(): string;
  /** The lists of the whole whose parts are looked at, and what else the server shows. */
  lists: readonly string[];
  more?(): readonly Option[];
  /** Where one begins to look; the first of all when it is left out. */
  first?(definition: object): string;
  /** It looks different to each of these: the choices of a field, named by its kind of part. */
  readers?: readonly [of: string, field: string];
  empty?(): string;
  /** Below it: where one can go on. */
  below?: ComponentType<{ part: string }>;
}

export function PreviewTab({ preview }: { preview: Preview }) {
  const { state, kind, opening, choose } = useForms();
  const { definition } = state.work;
  const all = kind.description;
  const options = preview.lists
    .flatMap((list) => partsIn(all, wholeOf(definition), factsOf(all, WHOLE, list)))
    .map((part): Option => [part.path, titleOf(all, part)])
    .concat(preview.more?.() ?? []);
  if (options.length === 0)
    return <p class="wme-empty">{preview.empty?.() ?? t("There is nothing to preview yet.")}</p>;
  const part = state.chosen.preview ?? preview.first?.(definition) ?? options[0]?.[0] ?? "";
  const chosen = state.chosen.previewIn ?? "";
  const known = chosen && variantOf(definition, nameOf(chosen)) ? chosen : "";
  const { lang, workplace } = known ? nameOf(known) : { lang: definition.language, workplace: "" };
  const variants = definition.variants.map((one): Option => [keyOf(one), variantTitle(one, definition, opening)]);
  const readers = preview.readers
    ? (factsOf(all, ...preview.readers).choices ?? []).map(([role = "", title = ""]): Option => [role, titled(title)])
    : [];
  const reader = state.chosen.previewAs ?? readers[0]?.[0] ?? "";
  return (
    <div class="wme-page">
      <div class="wme-pair">
        <SelectField
          path="preview"
          label={preview.label()}
          value={part}
          options={options}
          onChange={(path) => choose("preview", path)}
        />
        {readers.length ? (
          <SelectField
            path="previewAs"
            label={t("As it is seen by")}
            value={reader}
            options={readers}
            onChange={(role) => choose("previewAs", role)}
          />
        ) : null}
        <SelectField
          path="previewIn"
          label={definition.workplaces ? t("Language and workplace") : t("Language")}
          value={known}
          options={[["", languageTitle(definition.language, opening)], ...variants]}
          onChange={(key) => choose("previewIn", key)}
        />
      </div>
      <PartPreview part={part} lang={lang} workplace={workplace} reader={reader} />
      {preview.below ? <preview.below part={part} /> : null}
    </div>
  );
}

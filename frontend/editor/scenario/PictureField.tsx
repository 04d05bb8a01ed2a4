/** A picture from the course's files, or an address typed by hand, with what it shows for who cannot see it. */
import { Field, Select, Shape, t, useDesk } from "../api";
import { type OwnProps, SourceField, withPart } from "../forms/api";
import type { Picture } from "./model";

const NONE = "";
const TYPED = "…";

export function PictureField({ spot, it, path }: OwnProps) {
  const { opening, edit } = useDesk();
  const value = it.picture as Picture | null;
  const onChange = (picture: Picture | null) => edit((whole) => withPart(whole, spot, { picture }), path);
  const src = value?.src ?? "";
  const listed = opening.pictures.find((one) => one.src === src);
  const options: [string, string][] = [
    [NONE, t("No picture")],
    ...opening.pictures.map((one): [string, string] => [one.src, one.name]),
    [TYPED, t("Another address …")],
  ];
  const choose = (picked: string) => {
    if (picked === NONE) onChange(null);
    else onChange({ alt: "", ...value, src: picked === TYPED ? "/static/" : picked });
  };
  // The course may list no files at all (another host): then nothing can be said about a name.
  const missing = value !== null && !listed && opening.pictures.length > 0 && src.startsWith("/static/");
  return (
    <div class="wme-picture">
      <div class="wme-picture-fields">
        <Field path={path} label={t("Picture")} also={value && !listed ? [] : [`${path}/src`]}>
          {(control) => (
            <Select
              control={control}
              value={value === null ? NONE : listed ? src : TYPED}
              options={options}
              onChange={choose}
            />
          )}
        </Field>
        {value && !listed ? (
          <Field
            path={`${path}/src`}
            label={t("Address of the file")}
            help={t("As in the course's files: /static/name.svg")}
            aside={
              missing && src !== "/static/" ? (
                <span class="wme-state wme-state-missing">{t("Not found among the course's files")}</span>
              ) : null
            }
          >
            {(control) => (
              <input
                {...control}
                type="text"
                class="wme-input"
                value={src}
                onInput={(event) => onChange({ ...value, src: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
        {value ? (
          <SourceField
            path={`${path}/alt`}
            label={t("Description of the picture")}
            help={t("For people who cannot see it: what matters for the decision.")}
            value={value.alt}
            shape={Shape.Line}
            onChange={(alt) => onChange({ ...value, alt })}
          />
        ) : null}
      </div>
      {value && listed ? <img class="wme-thumb" src={listed.url} alt={value.alt} /> : null}
    </div>
  );
}

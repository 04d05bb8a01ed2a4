/** What of a field needs more than its description says: what a change means, and what a new agreement begins with. */
import { type Loose, type Option, SelectField, said, t, useDesk, word } from "../api";
import { type OwnProps, PartField, withPart } from "../forms/api";

/** What happens when this field is changed after people have signed. */
function changeMeans(change: unknown): string {
  if (change === "notice")
    return t("After signing, a change holds at once. All are told, and may object for some days.");
  if (change === "contact") return t("After signing, a change is only recorded: for telephone numbers and the like.");
  return t("After signing, a change makes a new version, and everybody signs again.");
}

export const ChangeField = ({ spot, it }: OwnProps) => (
  <PartField spot={spot} name="change" help={changeMeans(it.change)} />
);

/** Words for a text, a value for the other kinds. */
export function SuggestionField({ spot, it, path }: OwnProps) {
  const { edit } = useDesk();
  const { kind } = it;
  if (kind !== "choice" && kind !== "yes_no")
    return (
      <PartField spot={spot} name="suggestion" plain help={kind === "date" ? t("As in 2026-09-01.") : undefined} />
    );
  const options =
    kind === "choice"
      ? (it.options as Loose[]).map((one): Option => [word(one.id), word(one.label || one.id)])
      : [true, false].map((one): Option => [String(one), said(one)]);
  return (
    <SelectField
      path={path}
      label={t("Suggestion that a new agreement begins with")}
      value={word(it.suggestion)}
      options={[["", t("none")], ...options]}
      onChange={(suggestion) => edit((whole) => withPart(whole, spot, { suggestion }))}
    />
  );
}

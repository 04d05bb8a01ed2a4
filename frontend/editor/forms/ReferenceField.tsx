/** A field that names a part by its id: one of those of some lists, by their titles. */
import {
  type FieldProps,
  factsOf,
  type Loose,
  type Option,
  partsIn,
  SelectField,
  t,
  titleOf,
  wholeOf,
  word,
} from "../api";
import { useForms } from "./look";

interface Props extends FieldProps {
  /** The lists, each by the way to it: "sections.fields". */
  to: readonly string[];
  /** Which of the parts there may be named. */
  among?: ((part: Loose) => boolean) | undefined;
  value: string;
  onChange: (id: string) => void;
}

export function ReferenceField({ to, among = () => true, value, onChange, ...field }: Props) {
  const { state, kind } = useForms();
  const all = kind.description;
  const partsAt = (way: string) =>
    way
      .split(".")
      .reduce(
        (owners, list) => owners.flatMap((owner) => partsIn(all, owner, factsOf(all, owner.of, list))),
        [wholeOf(state.work.definition)],
      );
  const options = to
    .flatMap(partsAt)
    .filter(({ it }) => among(it))
    .map((part): Option => [word(part.it.id), titleOf(all, part)]);
  const unknown = (id: string) => {
    if (!options.length) return t("There is nothing to choose yet");
    return id ? t("{id} (does not exist)", { id }) : t("Choose …");
  };
  return <SelectField {...field} value={value} options={options} unknown={unknown} onChange={onChange} />;
}

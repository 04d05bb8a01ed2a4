/** One field of a part of the definition (or of the whole), with the control that its description asks for. */
import {
  CheckField,
  factsOf,
  LineField,
  NumberField,
  type Option,
  pathIn,
  SelectField,
  shapeOf,
  textsOf,
  titled,
  word,
} from "../api";
import { partAt, type Spot, withPart } from "./edit";
import { useForms } from "./look";
import { ManyField } from "./ManyField";
import { ReferenceField } from "./ReferenceField";
import { SourceField } from "./SourceField";
import { WordsField } from "./WordsField";

interface Props {
  spot: Spot;
  name: string;
  /** Instead of the title, where a part is one of many. */
  label?: string;
  /** Instead of the hint. */
  help?: string | undefined;
  /** A longer text without Markdown. */
  plain?: boolean | undefined;
}

export function PartField({ spot, name, label, help, plain }: Props) {
  const { state, kind, edit } = useForms();
  const all = kind.description;
  const part = partAt(all, state.work.definition, spot);
  if (!part) return null;
  const facts = factsOf(all, part.of, name);
  const path = pathIn(part, facts);
  const hint = help ?? (facts.hint ? titled(facts.hint) : undefined);
  const field = { path, label: label ?? titled(facts.title), ...(hint ? { help: hint } : {}) };
  const value = part.it[name];
  const put = (changed: unknown, key = "") => edit((it) => withPart(it, spot, { [name]: changed }), key);
  const type = (changed: string) => put(changed, path);

  if (textsOf(all, part).includes(facts))
    return <SourceField {...field} value={word(value)} shape={shapeOf(facts)} plain={plain ?? false} onChange={type} />;
  if (facts.kind === "flag") return <CheckField {...field} value={value === true} onChange={put} />;
  if (facts.kind === "number") {
    const { low: min, high: max } = facts;
    return (
      <NumberField {...field} value={Number(value)} {...{ min, max }} step={1} onChange={(n) => put(n ?? 0, path)} />
    );
  }
  const options = facts.choices?.map(([one = "", title = ""]): Option => [one, titled(title)]);
  if (facts.kind === "words")
    return options ? (
      <ManyField {...field} value={value as string[]} options={options} onChange={put} />
    ) : (
      <WordsField {...field} value={value as string[]} onChange={(words) => put(words, path)} />
    );
  if (facts.reference) {
    const among = kind.refers[`${part.of}.${name}`];
    return <ReferenceField {...field} to={facts.reference} among={among} value={word(value)} onChange={put} />;
  }
  if (options) return <SelectField {...field} value={word(value)} options={options} onChange={put} />;
  return <LineField {...field} value={word(value)} onChange={type} />;
}

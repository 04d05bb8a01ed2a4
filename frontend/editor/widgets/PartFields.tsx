/** Fields of one part of the definition (or of the whole), each with the control that its description asks for. */
import { word } from "../content/loose";
import { factsOf, pathIn, shapeOf, textsOf } from "../definition/description";
import { partAt, type Spot, withPart } from "../definition/edit";
import { useDesk } from "../shell/desk";
import { titled } from "../shell/words";
import { CheckField, LineField, NumberField, type Option, SelectField } from "./inputs";
import { ManyField } from "./ManyField";
import { SourceField } from "./SourceField";
import { WordsField } from "./WordsField";

interface Props {
  spot?: Spot;
  names: readonly string[];
  /** Instead of the title, where a part is one of many. */
  label?: string;
  /** Instead of the hint. */
  help?: string;
  rows?: number;
  /** A longer text without Markdown. */
  plain?: boolean;
}

export function PartFields({ spot = [], names, ...more }: Props) {
  return (
    <>
      {names.map((name) => (
        <PartField key={name} {...more} spot={spot} name={name} />
      ))}
    </>
  );
}

interface OneProps extends Omit<Props, "names"> {
  spot: Spot;
  name: string;
}

export function PartField({ spot, name, label, help, rows, plain }: OneProps) {
  const { state, kind, edit } = useDesk();
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
    return (
      <SourceField
        {...field}
        value={word(value)}
        shape={shapeOf(facts)}
        plain={plain ?? false}
        {...(rows ? { rows } : {})}
        onChange={type}
      />
    );
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
  if (options) return <SelectField {...field} value={word(value)} options={options} onChange={put} />;
  return <LineField {...field} value={word(value)} onChange={type} />;
}

/** Some words in one line, with blanks between them. */
import { type FieldProps, LineField, useState } from "../api";

interface Props extends FieldProps {
  value: readonly string[];
  onChange: (words: string[]) => void;
}

const wordsIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** What is typed stays as it is typed: a blank at the end is where the next word begins. */
export function WordsField({ value, onChange, ...field }: Props) {
  const held = value.join(" ");
  const [typed, setTyped] = useState(held);
  const put = (text: string) => {
    setTyped(text);
    onChange(wordsIn(text));
  };
  return <LineField {...field} value={wordsIn(typed).join(" ") === held ? typed : held} onChange={put} />;
}

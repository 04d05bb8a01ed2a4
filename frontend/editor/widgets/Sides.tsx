/** Two texts under each other, with the words marked in which they differ. */
import { marked } from "../content/diff";
import { t } from "../shell/words";

interface SideProps {
  label: string;
  text: string | null;
  other: string | null;
  kind: "del" | "ins" | "mark";
}

function Side({ label, text, other, kind: Tag }: SideProps) {
  if (text === null) return <Named label={label} text={t("not there")} />;
  if (text === "") return <Named label={label} text={t("empty")} />;
  const { head, middle, tail } = marked(text, other ?? "");
  return (
    <div class={`wme-side wme-side-${Tag}`}>
      <dt>{label}</dt>
      <dd>
        {head}
        {middle ? <Tag>{middle}</Tag> : null}
        {tail}
      </dd>
    </div>
  );
}

const Named = ({ label, text }: { label: string; text: string }) => (
  <div class="wme-side">
    <dt>{label}</dt>
    <dd class="wme-muted">{text}</dd>
  </div>
);

interface Props {
  before: { label: string; text: string | null };
  after: { label: string; text: string | null };
  /** Neither came before the other: nothing is struck out. */
  equal?: boolean;
}

/** A part that stands on one side only has no text of its own: the heading above says which part it is. */
export function Sides({ before, after, equal }: Props) {
  // What both sides have and is not the same is an order.
  if (before.text === "" && after.text === "") return <p class="wme-muted">{t("In another order")}</p>;
  if (before.text === "" && after.text === null) return <OnlyIn label={before.label} />;
  if (before.text === null && after.text === "") return <OnlyIn label={after.label} />;
  return (
    <dl class="wme-sides">
      <Side {...before} other={after.text} kind={equal ? "mark" : "del"} />
      <Side {...after} other={before.text} kind={equal ? "mark" : "ins"} />
    </dl>
  );
}

const OnlyIn = ({ label }: { label: string }) => <p class="wme-muted">{t("Only in: {side}", { side: label })}</p>;

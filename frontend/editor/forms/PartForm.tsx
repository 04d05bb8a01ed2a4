/** The form of one part (or of the whole): its fields in rows, the parts inside it, and what has a control of its own. */
import type { ComponentChildren } from "preact";
import { factsOf, pathIn, titled, word } from "../api";
import { Card } from "./Card";
import { partAt, type Spot } from "./edit";
import { type Rows, useForms } from "./look";
import { PartField } from "./PartField";
import { PartId } from "./PartId";
import { DeleteButton, Parts, type Shown } from "./Parts";

interface Props {
  spot?: Spot;
  rows?: Rows;
  /** The heading above says already which list it is. */
  quiet?: boolean;
}

export function PartForm({ spot = [], rows, quiet = false }: Props) {
  const { state, kind } = useForms();
  const { definition } = state.work;
  const part = partAt(kind.description, definition, spot);
  if (!part) return null;
  const look = kind.looks[part.of];
  const all = (kind.description[part.of] ?? []).map((field) => field.name).filter((name) => name !== "id");
  const field = (name: string): ComponentChildren =>
    look?.hides?.(name, part.it, { ...definition }) ? null : (
      <OneField key={name} spot={spot} name={name} quiet={quiet} />
    );
  return (
    <>
      {(rows ?? look?.rows ?? all).map((row) =>
        typeof row === "string" ? (
          field(row)
        ) : (
          <div key={row.join()} class="wme-pair">
            {row.map(field)}
          </div>
        ),
      )}
    </>
  );
}

function OneField({ spot, name, quiet }: { spot: Spot; name: string; quiet: boolean }) {
  const { state, kind } = useForms();
  const part = partAt(kind.description, state.work.definition, spot);
  if (!part) return null;
  const facts = factsOf(kind.description, part.of, name);
  const Own = kind.own[`${part.of}.${name}`];
  if (Own) return <Own spot={spot} it={part.it} path={pathIn(part, facts)} />;
  if (facts.kind === "parts")
    return <Parts spot={spot} list={name} quiet={quiet} show={(shown) => <OnePart {...shown} />} />;
  if (facts.kind === "part")
    return (
      <Group title={titled(facts.title)} help={titled(facts.hint ?? "")}>
        <PartForm spot={[...spot, [name, 0]]} />
      </Group>
    );
  return <PartField spot={spot} name={name} plain={kind.looks[part.of]?.plain?.includes(name)} />;
}

export function Group({ title, help, children }: { title: string; help?: string; children: ComponentChildren }) {
  return (
    <section class="wme-section" aria-label={title}>
      <h3 class="wme-h">{title}</h3>
      {help ? <p class="wme-help">{help}</p> : null}
      {children}
    </section>
  );
}

/** One of several: in a card with a form of its own, or in a line. */
function OnePart({ part, spot, nth, name, moves, drop }: Shown) {
  const { kind, state } = useForms();
  const { it, of, path } = part;
  const look = kind.looks[of];
  if (look?.card)
    return (
      <Card
        path={path}
        nth={nth}
        name={name}
        line={word(it[look.card.line])}
        marks={look.card.marks(it)}
        moves={moves}
        folded={!look.card.open && word(it[look.card.line]) !== ""}
        onDelete={drop}
      >
        {() => (
          <>
            <PartForm spot={spot} />
            {look.renamed ? <PartId spot={spot} /> : null}
          </>
        )}
      </Card>
    );
  const [first = "", ...more] = (look?.rows ?? (kind.description[of] ?? []).map((field) => field.name))
    .flat()
    .filter((field) => field !== "id" && !look?.hides?.(field, it, { ...state.work.definition }));
  return (
    <div class="wme-line">
      <PartField spot={spot} name={first} label={nth} />
      {more.map((field) => (
        <PartField key={field} spot={spot} name={field} />
      ))}
      <span class="wme-row">
        {moves}
        <DeleteButton name={name} question={look?.question?.(it, path, state.work.definition)} onDelete={drop} />
      </span>
    </div>
  );
}

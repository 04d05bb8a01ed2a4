/** The parts of one list of the definition: as lines of a few fields, or as cards that can be folded. */
import type { ComponentChildren, JSX } from "preact";
import { type Loose, word } from "../content/loose";
import { factsOf, type Part, partsIn, pathIn } from "../definition/description";
import { partAt, type Spot, withNewPart, withoutPart, withPart } from "../definition/edit";
import { said } from "../definition/leaves";
import { useDesk } from "../shell/desk";
import { t, titled } from "../shell/words";
import { Card } from "./Card";
import { PartFields } from "./PartFields";
import { DeleteButton, PartList } from "./PartList";

interface ListProps {
  /** In which part the list stands; the whole when it is left out. */
  spot?: Spot;
  list: string;
  help?: string;
  addLabel: string;
  /** The heading above says it already. */
  quiet?: boolean;
  /** Said where there is nothing yet. */
  empty?: string;
  /** How one of them is called: "Reason 3". */
  one: (n: number) => string;
  /** What a new one takes over from those that are there. */
  begin?: (parts: readonly Loose[]) => object;
}

interface Shown {
  part: Part;
  spot: Spot;
  at: number;
  name: string;
  moves: JSX.Element;
  drop: () => void;
}

function Parts({
  spot = [],
  list,
  quiet,
  help,
  addLabel,
  empty,
  one,
  begin,
  show,
}: ListProps & { show: (it: Shown) => ComponentChildren }) {
  const { state, kind, edit, go } = useDesk();
  const { definition } = state.work;
  const all = kind.description;
  const owner = partAt(all, definition, spot);
  if (!owner) return null;
  const facts = factsOf(all, owner.of, list);
  const parts = partsIn(all, owner, facts);
  const path = [owner.path, facts.head || list].filter(Boolean).join("/");
  const first = (all[facts.of ?? ""] ?? []).find((field) => field.text) ?? (all[facts.of ?? ""] ?? [])[0];
  const nameOf = (part: Part, at: number) => (first && said(part.it[first.name], first).trim()) || one(at + 1);
  const add = () => {
    const added = withNewPart(all, definition, spot, list, begin?.(parts.map(({ it }) => it)));
    if (!added) return;
    edit(() => added.definition);
    go({ tab: state.tab, field: first ? pathIn(added.part, first) : added.part.path });
  };
  const drop = (at: number) => () => {
    edit((it) => withoutPart(all, it, spot, list, at));
    go({ tab: state.tab, field: path });
  };
  const hint = help ?? (facts.hint ? titled(facts.hint) : undefined);
  return (
    <PartList
      path={path}
      title={quiet ? "" : titled(facts.title)}
      level={spot.length ? 4 : 3}
      help={hint}
      items={parts}
      nameOf={nameOf}
      keyOf={(part) => word(part.it.id)}
      onChange={(changed) => edit((it) => withPart(it, spot, { [list]: changed.map((part) => part.it) }))}
      add={{ label: addLabel, run: add }}
      {...(empty ? { empty } : {})}
      show={(part, at, moves) =>
        show({ part, at, moves, spot: [...spot, [list, at]], name: nameOf(part, at), drop: drop(at) })
      }
    />
  );
}

interface LineProps extends ListProps {
  names: readonly string[];
  /** A field that says nothing of this part. */
  hides?: (name: string, part: Loose) => boolean;
}

export function PartLines({ names, hides, ...list }: LineProps) {
  return (
    <Parts
      {...list}
      show={({ part, spot, at, name, moves, drop }) => (
        <div class="wme-line">
          <PartFields spot={spot} names={names.slice(0, 1)} label={list.one(at + 1)} />
          <PartFields spot={spot} names={names.slice(1).filter((field) => !hides?.(field, part.it))} />
          {moves}
          <DeleteButton name={name} onDelete={drop} />
        </div>
      )}
    />
  );
}

interface CardProps extends ListProps {
  /** What is said beside the name while a card is folded; a part without it begins open. */
  line: string;
  /** A field that is told there too, for what is no sentence. */
  marks: string;
  children: (spot: Spot, part: Part) => ComponentChildren;
}

export function PartCards({ line, marks, children, ...list }: CardProps) {
  const { kind, say } = useDesk();
  return (
    <Parts
      {...list}
      show={({ part, spot, at, name, moves, drop }) => (
        <Card
          path={part.path}
          name={list.one(at + 1)}
          line={word(part.it[line])}
          marks={said(part.it[marks], factsOf(kind.description, part.of, marks))}
          moves={moves}
          folded={word(part.it[line]) !== ""}
          onDelete={() => {
            drop();
            say(t("{name} is deleted. Undo brings it back.", { name }));
          }}
        >
          {() => children(spot, part)}
        </Card>
      )}
    />
  );
}

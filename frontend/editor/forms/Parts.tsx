/** A list of parts that can be added, ordered and deleted, with what the checks say of the list as a whole. */
import type { ComponentChildren, JSX } from "preact";
import {
  Confirm,
  FindingLine,
  factsOf,
  findingsAt,
  type Part,
  partsIn,
  pathIn,
  said,
  t,
  titled,
  titleOf,
  word,
} from "../api";
import { partAt, type Spot, withNewPart, withoutPart, withPart } from "./edit";
import { useForms } from "./look";
import { OrderedList } from "./OrderedList";

export interface Shown {
  part: Part;
  spot: Spot;
  /** "Field 3", and what it says of itself. */
  nth: string;
  name: string;
  moves: JSX.Element;
  drop: () => void;
}

interface Props {
  spot: Spot;
  list: string;
  /** The heading above says it already. */
  quiet: boolean;
  show: (it: Shown) => ComponentChildren;
}

export function Parts({ spot, list, quiet, show }: Props) {
  const { state, kind, edit, go, say } = useForms();
  const { definition } = state.work;
  const all = kind.description;
  const owner = partAt(all, definition, spot);
  if (!owner) return null;
  const facts = factsOf(all, owner.of, list);
  const look = kind.looks[facts.of ?? ""];
  if (!look) throw new RangeError(`nobody said how a ${facts.of} looks`);
  const parts = partsIn(all, owner, facts);
  const path = [owner.path, facts.head || list].filter(Boolean).join("/");
  const fields = all[facts.of ?? ""] ?? [];
  const first = fields.find((field) => field.text) ?? fields[0];
  const nth = ({ it }: Part, at: number) => look.one(at + 1, it);
  // In a card it is its number that one sees.
  const nameOf = (part: Part, at: number) =>
    (!(look.numbered && look.card) && first && said(part.it[first.name], first).trim()) || nth(part, at);
  const add = () => {
    const added = withNewPart(all, definition, spot, list, look.begin?.(parts.map(({ it }) => it)));
    if (!added) return;
    edit(() => added.definition);
    go({ tab: state.tab, field: first ? pathIn(added.part, first) : added.part.path });
  };
  const drop = (name: string, at: number) => {
    edit((it) => withoutPart(all, it, spot, list, at));
    go({ tab: state.tab, field: path });
    say(t("{name} is deleted. Undo brings it back.", { name }));
  };
  const title = look.title?.() ?? titled(facts.title);
  const help = look.help?.() ?? titled(facts.hint ?? "");
  // The same list may stand in several parts at a time, and parts of one kind in several lists.
  const isOneOfSeveral = (all[owner.of] ?? []).filter(({ of }) => of === facts.of).length > 1;
  const place = spot.length > 1 ? titleOf(all, owner) : isOneOfSeveral ? title : "";
  const Heading = spot.length ? "h4" : "h3";
  return (
    <section class="wme-section" {...(quiet ? { tabIndex: -1, "data-wme-field": path } : { "aria-label": title })}>
      {quiet ? null : (
        <Heading class="wme-h" tabIndex={-1} data-wme-field={path}>
          {title}
        </Heading>
      )}
      {help ? <p class="wme-help">{help}</p> : null}
      {findingsAt(state, path).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <OrderedList
        items={parts}
        nameOf={nameOf}
        keyOf={({ it }, at) => word(it.id) || `nameless ${at}`}
        onChange={(changed) => edit((it) => withPart(it, spot, { [list]: changed.map((part) => part.it) }))}
        show={(part, at, moves) => {
          const name = nameOf(part, at);
          const at_ = [...spot, [list, at] as const];
          return show({ part, spot: at_, nth: nth(part, at), name, moves, drop: () => drop(name, at) });
        }}
      />
      {parts.length ? null : look.empty?.()}
      <button
        type="button"
        class="wme-button"
        aria-label={[look.add(parts.length), place].filter(Boolean).join(": ")}
        onClick={add}
      >
        {look.add(parts.length)}
      </button>
    </section>
  );
}

interface DeleteProps {
  name: string;
  /** Without one it goes at once: it is said in a line, and back with one Undo. */
  question?: string | undefined;
  onDelete: () => void;
}

export function DeleteButton({ name, question, onDelete }: DeleteProps) {
  const title = t("Delete {name}", { name });
  if (question)
    return <Confirm label="×" name={title} question={question} yes={t("Delete")} class="wme-icon" onYes={onDelete} />;
  return (
    <button type="button" class="wme-icon" aria-label={title} title={title} onClick={onDelete}>
      ×
    </button>
  );
}

/** A titled list whose parts can be added, ordered and deleted, with what the checks say of the list as a whole. */
import type { ComponentChildren, JSX } from "preact";
import { findingsAt, useDesk } from "../shell/desk";
import { t } from "../shell/words";
import { FindingLine } from "./FindingLine";
import { OrderedList } from "./OrderedList";

interface Props<T> {
  /** Where findings about the whole list belong. */
  path: string;
  /** Empty where the heading above says it already. */
  title: string;
  /** How deep the heading stands. */
  level: 3 | 4;
  help?: string | undefined;
  items: readonly T[];
  nameOf: (item: T, at: number) => string;
  keyOf: (item: T, at: number) => string;
  onChange: (items: T[]) => void;
  show: (item: T, at: number, moves: JSX.Element) => ComponentChildren;
  add: { label: string; run: () => void };
  /** Said where there is nothing yet. */
  empty?: string;
}

export function PartList<T>({ path, title, level, help, items, nameOf, keyOf, onChange, show, add, empty }: Props<T>) {
  const { state } = useDesk();
  const Heading = `h${level}` as const;
  return (
    <section class="wme-section" {...(title ? { "aria-label": title } : { tabIndex: -1, "data-wme-field": path })}>
      {title ? (
        <Heading class="wme-h" tabIndex={-1} data-wme-field={path}>
          {title}
        </Heading>
      ) : null}
      {help ? <p class="wme-help">{help}</p> : null}
      {findingsAt(state, path).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <OrderedList
        items={items}
        nameOf={nameOf}
        keyOf={(item, at) => keyOf(item, at) || `nameless ${at}`}
        onChange={onChange}
        show={show}
        class="wme-plain"
      />
      {items.length || !empty ? null : <p class="wme-muted">{empty}</p>}
      <button type="button" class="wme-button" onClick={add.run}>
        {add.label}
      </button>
    </section>
  );
}

interface DeleteProps {
  name: string;
  onDelete: () => void;
}

/** For what is said in a line and back with one Undo. */
export function DeleteButton({ name, onDelete }: DeleteProps) {
  const { say } = useDesk();
  const title = t("Delete {name}", { name });
  return (
    <button
      type="button"
      class="wme-icon"
      aria-label={title}
      title={title}
      onClick={() => {
        onDelete();
        say(t("{name} is deleted. Undo brings it back.", { name }));
      }}
    >
      ×
    </button>
  );
}

/** Options of a choice, or columns of a list: each a few words. */
import { DeleteButton, newId, PartList, removedAt, replacedAt, SourceField, t, useDesk } from "../api";
import type { Labelled } from "./model";

interface Props {
  path: string;
  title: string;
  addLabel: string;
  items: readonly Labelled[];
  onChange: (items: Labelled[], key?: string) => void;
}

export function LabelList({ path, title, addLabel, items, onChange }: Props) {
  const { state, go } = useDesk();
  const nameOf = (one: Labelled, at: number) => one.label || `${title} ${at + 1}`;
  const add = () => {
    const id = newId(items.map((one) => one.id));
    onChange([...items, { id, label: "" }]);
    go({ tab: state.tab, field: `${path}/${id}` });
  };
  return (
    <PartList
      path={path}
      title={title}
      items={items}
      nameOf={nameOf}
      keyOf={(one) => one.id}
      onChange={(changed) => onChange(changed)}
      add={{ label: addLabel, run: add }}
      show={(one, at, moves) => (
        <div class="wme-line">
          <SourceField
            path={`${path}/${one.id}`}
            label={t("{list}, {n}", { list: title, n: at + 1 })}
            value={one.label}
            onChange={(label) => onChange(replacedAt(items, at, { ...one, label }), `${path}/${one.id}`)}
          />
          {moves}
          <DeleteButton
            name={nameOf(one, at)}
            onDelete={() => {
              onChange(removedAt(items, at));
              go({ tab: state.tab, field: path });
            }}
          />
        </div>
      )}
    />
  );
}

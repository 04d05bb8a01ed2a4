/** Where something leads: one of the parts by its title, or a new one made on the spot. */
import { Field, t, useEffect, useRef, useState } from "../api";

export interface Target {
  id: string;
  title: string;
}

export interface TargetGroup {
  label: string;
  targets: readonly Target[];
  /** Offers "New …"; makes the part under that title and leads there. */
  make?: { label: string; run: (title: string) => void };
}

interface Props {
  path: string;
  label: string;
  help?: string;
  value: string;
  groups: readonly TargetGroup[];
  onChange: (id: string) => void;
  /** Opens what is referred to. */
  onOpen?: (id: string) => void;
}

/** No id can begin with a space: ids are tidied, and a draft's odd one is only ever shown. */
const MAKE = " new ";

export function ReferenceField({ path, label, help, value, groups, onChange, onOpen }: Props) {
  const [making, setMaking] = useState<TargetGroup | null>(null);
  const known = groups.some((group) => group.targets.some((one) => one.id === value));
  const pick = (picked: string) => {
    if (picked.startsWith(MAKE)) setMaking(groups[Number(picked.slice(MAKE.length))] ?? null);
    else onChange(picked);
  };
  return (
    <div class="wme-reference">
      <Field path={path} label={label} help={help}>
        {(control) => (
          <select
            {...control}
            class="wme-input"
            value={value}
            onChange={(event) => {
              pick(event.currentTarget.value);
              // "New …" is no value: until the part is made, the reference is what it was.
              event.currentTarget.value = value;
            }}
          >
            {known ? null : (
              <option value={value}>{value ? t("{id} (does not exist)", { id: value }) : t("Choose …")}</option>
            )}
            {groups.map((group, at) => (
              <optgroup key={group.label} label={group.label}>
                {group.targets.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.title}
                  </option>
                ))}
                {group.make ? <option value={MAKE + at}>{group.make.label}</option> : null}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      {known && onOpen ? (
        <button
          type="button"
          class="wme-button wme-small"
          onClick={() => onOpen(value)}
          aria-label={t("{field}: open it", { field: label })}
        >
          {t("Open")}
        </button>
      ) : null}
      {making?.make ? (
        <NewPart label={making.make.label} onMake={making.make.run} onDone={() => setMaking(null)} />
      ) : null}
    </div>
  );
}

function NewPart({ label, onMake, onDone }: { label: string; onMake: (title: string) => void; onDone: () => void }) {
  const [title, setTitle] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const make = () => {
    onMake(title.trim());
    onDone();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      make();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <fieldset class="wme-row wme-new" aria-label={label}>
      <input
        ref={input}
        type="text"
        class="wme-input"
        aria-label={t("Title")}
        placeholder={t("Title")}
        value={title}
        onInput={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <button type="button" class="wme-button" onClick={make}>
        {t("Make it")}
      </button>
      <button type="button" class="wme-button" onClick={onDone}>
        {t("Cancel")}
      </button>
    </fieldset>
  );
}

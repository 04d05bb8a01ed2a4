/** Where a choice leads: a scene or an ending by its title, or a new one that is made right here. */
import { Field, t, useDesk, useEffect, useRef, useState, word } from "../api";
import { itemOf, type OwnProps, withPart } from "../forms/api";
import { type Added, addEnding, addScene } from "./edit";
import type { Scenario } from "./model";
import { SCENES, spots, titleOf } from "./tree";

/** No id can begin with a space: ids are tidied, and a draft's odd one is only ever shown. */
const MAKE = " new ";

export function TargetField({ spot, it, path }: OwnProps) {
  const { state, edit, go, say } = useDesk<Scenario>();
  const { definition } = state.work;
  const value = word(it.to);
  const choice = t("Choice {n}", { n: Number(spot[spot.length - 1]?.[1]) + 1 });
  const [making, setMaking] = useState<number | null>(null);
  const groups = [
    { label: t("Scenes"), parts: definition.scenes, make: t("New scene …"), made: addScene },
    { label: t("Endings"), parts: definition.endings, make: t("New ending …"), made: addEnding },
  ];
  const target = spots(definition).get(value);
  const make = (added: Added, title: string) => {
    edit(() => withPart(added.scenario, spot, { to: added.id }));
    // Back to the reference: the author goes on writing here, the new part waits in the outline.
    go({ tab: SCENES, field: path });
    say(t("{title} is made, and this choice leads there", { title: title || t("Untitled") }));
  };
  const pick = (picked: string) => {
    if (picked.startsWith(MAKE)) setMaking(Number(picked.slice(MAKE.length)));
    else edit((whole) => withPart(whole, spot, { to: picked }), path);
  };
  const fresh = making === null ? undefined : groups[making];
  return (
    <div class="wme-reference">
      <Field path={path} label={t("Leads to")}>
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
            {target ? null : (
              <option value={value}>{value ? t("{id} (does not exist)", { id: value }) : t("Choose …")}</option>
            )}
            {groups.map((group, at) => (
              <optgroup key={group.label} label={group.label}>
                {group.parts.map((one) => (
                  <option key={one.id} value={one.id}>
                    {titleOf(one)}
                  </option>
                ))}
                <option value={MAKE + at}>{group.make}</option>
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      {target ? (
        <button
          type="button"
          class="wme-button wme-small"
          onClick={() => go({ tab: SCENES, item: itemOf(definition, [target.group, target.at]), field: "form" })}
          aria-label={t("{field}: open it", { field: `${choice}, ${t("Leads to")}` })}
        >
          {t("Open")}
        </button>
      ) : null}
      {fresh ? (
        <NewPart
          label={fresh.make}
          onMake={(title) => make(fresh.made(definition, title), title)}
          onDone={() => setMaking(null)}
        />
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
      <button type="button" class="wme-button" aria-label={`${t("Cancel")}: ${label}`} onClick={onDone}>
        {t("Cancel")}
      </button>
    </fieldset>
  );
}

/** Numbers and switches of the template as a whole. */
import { CheckField, NumberField, useDesk } from "../api";
import type { Agreement, Count, Switch } from "./model";
import { topName } from "./places";

interface CountProps {
  name: Count;
  min: number;
  max: number;
  help?: string;
}

export function CountField({ name, min, max, help }: CountProps) {
  const { state, opening, edit } = useDesk<Agreement>();
  return (
    <NumberField
      path={name}
      label={topName(name, opening)}
      help={help}
      value={state.work.definition[name]}
      {...{ min, max, step: 1 }}
      onChange={(value) => edit((it) => ({ ...it, [name]: value ?? 0 }), name)}
    />
  );
}

export function SwitchField({ name, help }: { name: Switch; help?: string }) {
  const { state, opening, edit } = useDesk<Agreement>();
  return (
    <CheckField
      path={name}
      label={topName(name, opening)}
      help={help}
      value={state.work.definition[name]}
      onChange={(value) => edit((it) => ({ ...it, [name]: value }))}
    />
  );
}

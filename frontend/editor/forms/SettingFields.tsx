/** The block's settings as the server describes them; a new setting needs no new code here. */
import { CheckField, LineField, NumberField, SelectField, type SettingSpec, useDesk } from "../api";

export function SettingFields() {
  const { opening } = useDesk();
  return (
    <div class="wme-settings">
      {opening.setting_specs.map((spec) => (
        <SettingField key={spec.name} spec={spec} />
      ))}
    </div>
  );
}

function SettingField({ spec }: { spec: SettingSpec }) {
  const { state, set } = useDesk();
  const value = state.work.settings[spec.name] ?? null;
  const field = { path: spec.name, label: spec.label, help: spec.help };
  const put = (changed: string | number | boolean | null) => set(spec.name, changed);
  switch (spec.type) {
    case "boolean":
      return <CheckField {...field} value={value === true} onChange={put} />;
    case "choice":
      return <SelectField {...field} value={String(value ?? "")} options={spec.choices ?? []} onChange={put} />;
    case "integer":
    case "number":
      return (
        <NumberField
          {...field}
          value={typeof value === "number" ? value : null}
          step={spec.type === "integer" ? 1 : "any"}
          onChange={put}
        />
      );
    default:
      return <LineField {...field} value={String(value ?? "")} onChange={put} />;
  }
}

/** The plain controls: one line, a number, a yes or no, one of several. */
import { Field, type FieldProps } from "./Field";

interface LineProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  lang?: string | undefined;
  readOnly?: boolean;
}

export function LineField({ value, onChange, lang, readOnly, ...field }: LineProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="text"
          class="wme-input"
          value={value}
          lang={lang}
          readOnly={readOnly}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface NumberProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | "any";
}

/** An emptied number is null while it is being typed; the server says whether it may stay so. */
export function NumberField({ value, onChange, min, max, step, ...field }: NumberProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="number"
          class="wme-input wme-input-short"
          value={value ?? ""}
          min={min}
          max={max}
          step={step}
          onInput={(event) => {
            const typed = event.currentTarget.valueAsNumber;
            onChange(Number.isFinite(typed) ? typed : null);
          }}
        />
      )}
    </Field>
  );
}

interface CheckProps extends FieldProps {
  value: boolean;
  onChange: (value: boolean) => void;
}

export function CheckField({ value, onChange, ...field }: CheckProps) {
  return (
    <Field {...field} box>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          checked={value}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </Field>
  );
}

export type Option = [value: string, label: string];

interface SelectProps extends FieldProps {
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  /** How a value is named that is none of the options: a draft may hold anything. */
  unknown?: (value: string) => string;
}

export function SelectField({ value, options, onChange, unknown, ...field }: SelectProps) {
  return (
    <Field {...field}>
      {(control) => <Select control={control} value={value} options={options} onChange={onChange} unknown={unknown} />}
    </Field>
  );
}

interface BareSelectProps {
  control: object;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  unknown?: ((value: string) => string) | undefined;
}

export function Select({ control, value, options, onChange, unknown }: BareSelectProps) {
  const known = options.some(([one]) => one === value);
  return (
    <select {...control} class="wme-input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {known ? null : <option value={value}>{unknown ? unknown(value) : value}</option>}
      {options.map(([one, label]) => (
        <option key={one} value={one}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Several of a few, each with a box to tick; what a draft holds beyond them stays until it is unticked. */
import { FindingLine, findingsAt, type Option, useDesk, useId } from "../api";

interface Props {
  path: string;
  label: string;
  help?: string;
  value: readonly string[];
  options: readonly Option[];
  onChange: (value: string[]) => void;
}

export function ManyField({ path, label, help, value, options, onChange }: Props) {
  const { state } = useDesk();
  const id = useId();
  const strange = value.filter((one) => !options.some(([known]) => known === one)).map((one): Option => [one, one]);
  const all = [...options, ...strange];
  const findings = findingsAt(state, path);
  const tick = (one: string, on: boolean) =>
    // In the order of the boxes, so that ticking twice leaves everything as it was.
    onChange(all.map(([known]) => known).filter((known) => (known === one ? on : value.includes(known))));
  return (
    <fieldset class="wme-field wme-many" aria-describedby={help || findings.length ? id : undefined}>
      <legend class="wme-label">{label}</legend>
      <div class="wme-row">
        {all.map(([one, title], at) => (
          <label class="wme-tick" key={one}>
            <input
              type="checkbox"
              data-wme-field={at ? undefined : path}
              checked={value.includes(one)}
              onChange={(event) => tick(one, event.currentTarget.checked)}
            />
            {title}
          </label>
        ))}
      </div>
      <div id={id}>
        {help ? <p class="wme-help">{help}</p> : null}
        {findings.map((one) => (
          <FindingLine key={one.code + one.message} finding={one} />
        ))}
      </div>
    </fieldset>
  );
}
